"""One attempt: the request to an endpoint, and how it went."""

import asyncio
import logging
import time
from uuid import UUID

from aiohttp import ClientConnectorError, ClientError, ClientResponse, ClientSession

from loops.models.claim import Claim
from loops.models.outcome import Outcome
from loops.models.secret import Secret
from loops.models.webhook import owner
from loops.outbound import Guard, asking
from loops.safe import Safe

log = logging.getLogger("loops.worker")

DEADLINE = 15.0  # seconds for all of it: name, connection, TLS, headers and body
READ = 16 * 1024  # bytes of an answer's body, at most
KEPT = 8 * 1024
REMEMBERED = 10_000


class Caller:
    """Calls endpoints, within `deadline` seconds each. Secrets are decrypted once and remembered."""

    def __init__(self, session: ClientSession, guard: Guard, safe: Safe, *, deadline: float = DEADLINE) -> None:
        self._session = session
        self._guard = guard
        self._safe = safe
        self._deadline = deadline
        self._secrets: dict[tuple[UUID, str], Secret] = {}

    async def call(self, claim: Claim) -> Outcome:
        """Raises safe.Unreadable where there is no signing it; whatever the endpoint does is an outcome."""
        began = time.monotonic()
        body = claim.body.encode()
        headers = self._headers(claim, body)
        status = answer = error = None
        try:
            async with asyncio.timeout(self._deadline):
                asking.set(claim.tenant_id)
                target = self._guard.target(claim.url)
                async with self._session.post(target, data=body, headers=headers, allow_redirects=False) as response:
                    status = response.status
                    answer = await beginning_of(response)
        except TimeoutError:
            error = f"no complete answer within {self._deadline:g} s"
        except Exception as fault:  # there is no end to what an endpoint can make of an answer
            error = words(fault)
        return outcome(status, error, answer, milliseconds=int(1000 * (time.monotonic() - began)))

    def _headers(self, claim: Claim, body: bytes) -> dict[str, str]:
        # The process's own clock, for the receiver compares it with its own; nothing of ours ages by it.
        signatures = self._secret(claim).signatures(claim.event_id, body, at=int(time.time()))
        return {
            "Content-Type": "application/json",
            "X-Loop-Event": claim.event,
            "X-Loop-Delivery": str(claim.id),
            **signatures,
        }

    def _secret(self, claim: Claim) -> Secret:
        known = claim.webhook_id, claim.secret
        if known not in self._secrets:
            if len(self._secrets) >= REMEMBERED:
                self._secrets.clear()
            text = self._safe.open(claim.secret, *owner(claim.tenant_id, claim.webhook_id))
            self._secrets[known] = Secret.of(text)
        return self._secrets[known]


async def beginning_of(response: ClientResponse) -> bytes:
    """What is kept of the body, as it came; what is longer than we read is cut off, and its connection with it."""
    read = bytearray()
    while len(read) < READ and (chunk := await response.content.read(READ - len(read))):
        read += chunk
    if not response.content.at_eof():
        response.close()
    return bytes(read[:KEPT])


def words(fault: Exception) -> str:
    """As PostgreSQL takes it."""
    if not isinstance(fault, ClientError | OSError | ValueError):
        log.error("a call failed in a way that we did not think of", exc_info=fault)
    said = str(fault) or type(fault).__name__
    if isinstance(fault, ClientConnectorError):
        said = f"cannot connect to {fault.host}:{fault.port}: {fault.os_error.strerror or fault.os_error}"
    return said[:500].replace("\x00", "").encode(errors="replace").decode()


def outcome(status: int | None, error: str | None, answer: bytes | None, *, milliseconds: int) -> Outcome:
    if status is None or error:
        return Outcome("unreachable", status, error, answer, milliseconds)
    return Outcome("delivered" if 200 <= status < 300 else "refused", status, None, answer or None, milliseconds)
