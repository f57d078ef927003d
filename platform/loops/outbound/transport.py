"""The way out for what speaks httpx, as Authlib does: discovery, keys and tokens of a tenant's own OIDC issuer."""

import asyncio
from uuid import UUID

import httpx2
from aiohttp import ClientError, ClientResponse, ClientSession

from loops.outbound.guard import Guard
from loops.outbound.names import asking

DEADLINE = 10.0  # seconds for all of it: name, connection, TLS, headers and body
LONGEST = 256 * 1024  # bytes of an answer's body; an issuer's keys are a few KiB

# The session has its own, or they follow from what is sent and whereto.
NOT_SENT = {"accept-encoding", "connection", "content-length", "host", "transfer-encoding", "user-agent"}


class Unacceptable(httpx2.TransportError):
    """An answer that is not read any further."""


class Transport(httpx2.AsyncBaseTransport):
    """Sends for one tenant by the guarded session, so that there is one way out, whatever client this is given to.

    An answer comes whole, without its cookies. Raises httpx2.TransportError, of which a deadline is a TimeoutException.
    """

    def __init__(self, guard: Guard, session: ClientSession, tenant_id: UUID, *, deadline: float = DEADLINE) -> None:
        self._guard = guard
        self._session = session
        self._tenant_id = tenant_id
        self._deadline = deadline

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        try:
            async with asyncio.timeout(self._deadline):
                return await self._sent(request)
        except TimeoutError:
            raise httpx2.TimeoutException(f"no complete answer within {self._deadline:g} s") from None
        except (ClientError, OSError, ValueError) as fault:
            raise httpx2.TransportError(str(fault) or type(fault).__name__) from fault

    async def _sent(self, request: httpx2.Request) -> httpx2.Response:
        asking.set(self._tenant_id)
        target = self._guard.target(str(request.url))
        headers = [(name, value) for name, value in request.headers.multi_items() if name not in NOT_SENT]
        body = await request.aread() or None
        async with self._session.request(
            request.method, target, headers=headers, data=body, allow_redirects=False
        ) as response:
            given = [(name, value) for name, value in response.raw_headers if name.lower() != b"set-cookie"]
            return httpx2.Response(response.status, headers=given, content=await whole(response))


async def whole(response: ClientResponse) -> bytes:
    """Its body, as it came."""
    if 300 <= response.status < 400:
        raise Unacceptable(f"a redirect to {response.headers.get('Location', 'nowhere')[:200]} is not followed")
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise Unacceptable("the answer is compressed, which was not asked for")
    read = bytearray()
    while chunk := await response.content.read(LONGEST + 1 - len(read)):
        read += chunk
        if len(read) > LONGEST:
            raise Unacceptable(f"the answer is longer than {LONGEST // 1024} KiB")
    return bytes(read)
