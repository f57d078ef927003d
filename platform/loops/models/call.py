"""One attempt: the request to an endpoint, and how it went."""

import asyncio
import logging
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import NamedTuple, cast
from uuid import UUID

from aiohttp import BytesPayload, ClientConnectorError, ClientError, ClientResponse, ClientSession

from loops.answers import as_text
from loops.models import custom_headers
from loops.models.claim import Claim
from loops.models.outcome import Outcome, Went
from loops.models.secret import Secrets
from loops.models.webhook import owner
from loops.outbound import Guard, asking
from loops.safe import Safe

log = logging.getLogger("loops.worker")

DEADLINE = 15.0  # seconds for all of it: name, connection, TLS, headers and body
READ = 16 * 1024  # bytes of an answer's body, at most
KEPT = 8 * 1024
HEADERS_KEPT = 40
LONGEST = 86_400.0  # seconds that an endpoint may ask us to wait
REMEMBERED = 10_000


class Kit(NamedTuple):
    """What goes along to one endpoint: its secrets, its own headers, and what of those is shown."""

    secrets: Secrets
    headers: Mapping[str, str]
    shown: Mapping[str, str]


class Caller:
    """Calls endpoints. Whoever waits for a call longer than `deadline` seconds cancels it: that is an outcome too."""

    def __init__(self, session: ClientSession, guard: Guard, safe: Safe, *, deadline: float = DEADLINE) -> None:
        self._session = session
        self._guard = guard
        self._safe = safe
        self._kit = lru_cache(REMEMBERED)(self._unpacked)
        self.deadline = deadline

    async def call(self, claim: Claim) -> Outcome:
        """Raises safe.Unreadable where there is no signing it; whatever the endpoint does is an outcome."""
        began = time.monotonic()
        body = claim.body.encode()
        kit = self._kit(claim.tenant_id, claim.webhook_id, claim.secret, claim.older_secrets, claim.headers)
        ours = headers(claim, body, kit.secrets)
        got, answer, error = None, None, None
        try:
            asking.set(claim.tenant_id)
            target = self._guard.target(claim.url)
            sent = {**kit.headers, **ours}
            async with self._session.post(target, data=BytesPayload(body), headers=sent, allow_redirects=False) as got:
                answer = await beginning_of(got)
        except asyncio.CancelledError:
            if time.monotonic() - began < self.deadline:
                raise
            cast(asyncio.Task[None], asyncio.current_task()).uncancel()
            error = f"no complete answer within {self.deadline:g} s"
        except Exception as fault:  # there is no end to what an endpoint can make of an answer
            error = words(fault)
        took = int(1000 * (time.monotonic() - began))
        told = as_text({"url": claim.url, "headers": {**kit.shown, **ours}})
        return outcome(got, error, answer, request=told, milliseconds=took)

    def _unpacked(self, tenant_id: UUID, webhook_id: UUID, secret: str, older: str, own: str) -> Kit:
        mine = owner(tenant_id, webhook_id)
        return Kit(
            Secrets.opened(secret, older, lambda kept: self._safe.open(kept, *mine)),
            custom_headers.sent(own, lambda locked, name: self._safe.open(locked, *mine, name)),
            custom_headers.shown(own),
        )


def headers(claim: Claim, body: bytes, secrets: Secrets) -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "X-Loop-Event": claim.event,
        "X-Loop-Delivery": str(claim.id),
        # The process's own clock, for the receiver compares it with its own; nothing of ours ages by it.
        **secrets.signatures(claim.event_id, body, at=int(time.time())),
    }


async def beginning_of(response: ClientResponse) -> bytes:
    """What is kept of the body, as it came; what is longer than we read is cut off, and its connection with it."""
    read = bytearray()
    while len(read) < READ and (chunk := await response.content.read(READ - len(read))):
        read += chunk
    if not response.content.at_eof():
        response.close()
    return bytes(read[:KEPT])


def words(fault: Exception) -> str:
    if not isinstance(fault, ClientError | OSError | ValueError):
        log.error("a call failed in a way that we did not think of", exc_info=fault)
    said = str(fault) or type(fault).__name__
    if isinstance(fault, ClientConnectorError):
        said = f"cannot connect to {fault.host}:{fault.port}: {fault.os_error.strerror or fault.os_error}"
    return said[:500].replace("\x00", "").encode(errors="replace").decode()  # as PostgreSQL takes it


def outcome(
    got: ClientResponse | None, error: str | None, answer: bytes | None, *, request: str, milliseconds: int
) -> Outcome:
    if got is None:
        return Outcome("unreachable", None, error, None, milliseconds, request)
    went: Went = "unreachable" if error else "delivered" if 200 <= got.status < 300 else "refused"
    wait = None if went == "delivered" else asked_to_wait(got.headers.get("Retry-After", ""))
    return Outcome(went, got.status, error, answer or None, milliseconds, request, kept(got), wait)


def kept(got: ClientResponse) -> str:
    """An answer's first headers, as JSON."""
    first = got.raw_headers[:HEADERS_KEPT]
    return as_text({name.decode(errors="replace"): value[:500].decode(errors="replace") for name, value in first})


def asked_to_wait(said: str) -> float | None:
    """The seconds of a Retry-After: a number, or a date (RFC 9110, 10.2.3). None: it is neither."""
    try:
        asked = float(said) if said.isdecimal() else parsedate_to_datetime(said).timestamp() - time.time()
        return max(0.0, min(asked, LONGEST))
    except (ValueError, OverflowError):
        return None
