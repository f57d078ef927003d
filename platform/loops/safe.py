"""Secrets that must be read again: encrypted under LOOPS_SECRET_KEY, each bound to the one row that it belongs to."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from os import urandom
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from loops.settings import Settings, WrongSetting

NONCE = 12  # bytes, NIST SP 800-38D 8.2: chosen at random, as there are far fewer than 2^32 secrets


class Unreadable(Exception):
    """What was kept under another LOOPS_SECRET_KEY, or belongs to another row."""


class Safe:
    """AES-256-GCM. The first key locks, each of them opens: that is how a key will be changed.

    What is kept looks like `1.<key's id>.<base64 of nonce, ciphertext and tag>`; an owner is (table, tenant, row).
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = {name: AESGCM(made) for name, made in map(derived, keys)}
        self._newest = next(iter(self._keys))

    @classmethod
    def of(cls, settings: Settings) -> "Safe":
        if not (key := settings.secret_key.get_secret_value()):
            raise WrongSetting("LOOPS_SECRET_KEY is not set: webhook secrets are encrypted with it")
        return cls([key])

    def lock(self, secret: str, *owner: str | UUID) -> str:
        nonce = urandom(NONCE)
        locked = self._keys[self._newest].encrypt(nonce, secret.encode(), named(owner))
        return f"1.{self._newest}.{b64encode(nonce + locked).decode()}"

    def open(self, kept: str, *owner: str | UUID) -> str:
        _, name, text = kept.split(".")
        raw = b64decode(text)
        try:
            return self._keys[name].decrypt(raw[:NONCE], raw[NONCE:], named(owner)).decode()
        except (KeyError, InvalidTag):
            raise Unreadable from None


def derived(key: str) -> tuple[str, bytes]:
    """A key's id and the 256 bits that are encrypted with, neither of which leads back to it."""
    made = HKDF(SHA256(), 36, salt=None, info=b"loops: secrets in rows").derive(key.encode())
    return made[:4].hex(), made[4:]


def named(owner: tuple[str | UUID, ...]) -> bytes:
    return ":".join(map(str, owner)).encode()
