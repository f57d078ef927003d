"""The two ways out: the session that webhooks are sent by, and the transport for what speaks httpx."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from ipaddress import ip_network
from typing import Any
from uuid import UUID, uuid4

import httpx2
from aiohttp import ClientError

from loops.outbound import Guard, asking
from loops.outbound.transport import Transport

Way = Callable[[Guard, str], Awaitable[tuple[int, bytes]]]

REFUSED = (ClientError, OSError, ValueError, httpx2.TransportError, httpx2.InvalidURL)
OUTSIDE = "127.0.0.2"  # where the world is, in these tests; 127.0.0.1 is inside
WORLD = ip_network("127.0.0.2/32")


async def by_session(guard: Guard, url: str) -> tuple[int, bytes]:
    async with guard.session() as session:
        asking.set(uuid4())
        async with session.post(guard.target(url), data=b"{}", allow_redirects=False) as response:
            return response.status, await response.read()


async def by_transport(guard: Guard, url: str) -> tuple[int, bytes]:
    async with calling(guard) as client:
        response = await client.post(url, content=b"{}")
        return response.status_code, response.content


@asynccontextmanager
async def calling(guard: Guard, tenant: UUID | None = None, **more: Any) -> AsyncIterator[httpx2.AsyncClient]:
    """A client that would do all that it must not."""
    async with guard.session() as session:
        transport = Transport(guard, session, tenant or uuid4(), **more)
        async with httpx2.AsyncClient(transport=transport, follow_redirects=True, timeout=None) as client:
            yield client
