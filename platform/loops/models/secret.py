"""A webhook's secrets, and how what it is sent is signed with them."""

import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from secrets import token_bytes
from typing import NamedTuple
from uuid import UUID

PREFIX = "whsec_"
LENGTH = 32  # bytes; Standard Webhooks asks for 24 to 64


# Of `webhooks w`: its older_secrets that still hold, the newest first, as Secrets takes them.
HOLDING = """(
    SELECT coalesce(jsonb_agg(kept ORDER BY nth), '[]')
    FROM jsonb_array_elements(w.older_secrets) WITH ORDINALITY AS older (kept, nth)
    WHERE (kept ->> 'expires_at')::timestamptz > loops_now())"""


class Secret(NamedTuple):
    """The two keys in it: `X-Loop-Signature` is keyed with all of the text, Standard Webhooks with what it says."""

    whole: bytes
    said: bytes

    @classmethod
    def of(cls, text: str) -> "Secret":
        return cls(text.encode(), b64decode(text.removeprefix(PREFIX)))


class Secrets(NamedTuple):
    """All that hold, the newest first. `known` is the one that verifiers of X-Loop-Signature have: they know one."""

    holding: list[Secret]
    known: Secret

    @classmethod
    def opened(cls, newest: str, older: str, safe: Callable[[str], str]) -> "Secrets":
        """`newest` and `older` (see HOLDING) as they are kept; `safe` opens one."""
        replaced = json.loads(older)
        holding = [Secret.of(safe(kept)) for kept in (newest, *(one["secret"] for one in replaced))]
        return cls(holding, holding[keying(one["switched"] for one in replaced)])

    def signatures(self, event_id: UUID, body: bytes, *, at: int) -> dict[str, str]:
        """Over the body, and over id, time (Unix, seconds) and body (standard-webhooks.md, "Signature scheme")."""
        signed = f"{event_id}.{at}.".encode() + body
        standard = [b64encode(hmac.digest(secret.said, signed, "sha256")).decode() for secret in self.holding]
        return {
            "X-Loop-Signature": hmac.digest(self.known.whole, body, "sha256").hex(),
            "webhook-id": str(event_id),
            "webhook-timestamp": str(at),
            "webhook-signature": " ".join(f"v1,{one}" for one in standard),
        }


def keying(switched: Iterable[bool]) -> int:
    """Which secret X-Loop-Signature is keyed with, 0 being the newest: the oldest that was not switched away from.

    `switched` are the older ones that hold, the newest first.
    """
    return max((n for n, is_left in enumerate(switched, 1) if not is_left), default=0)


def mint() -> str:
    return PREFIX + b64encode(token_bytes(LENGTH)).decode()
