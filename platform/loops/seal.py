"""A seal on what leaves us and comes back: that it is ours, and was not changed on the way."""

from base64 import urlsafe_b64encode
from hmac import digest
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from loops.settings import Settings


class Seal:
    """HMAC-SHA256 under what is made of LOOPS_SECRET_KEY; each holds for one use, and one tenant."""

    def __init__(self, key: str) -> None:
        self._key = HKDF(SHA256(), 32, salt=None, info=b"loops: seals").derive(key.encode())

    @classmethod
    def of(cls, settings: Settings) -> "Seal":
        return cls(settings.secret_key.get_secret_value())

    def on(self, use: str, text: str, tenant_id: UUID) -> str:
        """43 characters that may stand in a cookie."""
        sealed = digest(self._key, f"{use}:{tenant_id}:{text}".encode(), "sha256")
        return urlsafe_b64encode(sealed).rstrip(b"=").decode()
