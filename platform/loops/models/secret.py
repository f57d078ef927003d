"""A webhook's secret, and how what it is sent is signed with it."""

import hmac
from base64 import b64decode, b64encode
from secrets import token_bytes
from typing import NamedTuple
from uuid import UUID

PREFIX = "whsec_"
LENGTH = 32  # bytes; Standard Webhooks asks for 24 to 64


class Secret(NamedTuple):
    """The two keys in it: `X-Loop-Signature` is keyed with all of the text, Standard Webhooks with what it says."""

    whole: bytes
    said: bytes

    @classmethod
    def of(cls, text: str) -> "Secret":
        return cls(text.encode(), b64decode(text.removeprefix(PREFIX)))

    def signatures(self, event_id: UUID, body: bytes, *, at: int) -> dict[str, str]:
        """Over the body, and over id, time (Unix, seconds) and body (standard-webhooks.md, "Signature scheme")."""
        ours = hmac.digest(self.whole, body, "sha256").hex()
        standard = hmac.digest(self.said, f"{event_id}.{at}.".encode() + body, "sha256")
        return {
            "X-Loop-Signature": ours,
            "webhook-id": str(event_id),
            "webhook-timestamp": str(at),
            "webhook-signature": f"v1,{b64encode(standard).decode()}",
        }


def mint() -> str:
    return PREFIX + b64encode(token_bytes(LENGTH)).decode()
