"""Names become addresses, and nobody waits for another's name server."""

import asyncio
import socket
from collections.abc import MutableMapping, Sequence
from contextvars import ContextVar
from uuid import UUID

from aiohttp import AsyncResolver
from aiohttp.abc import AbstractResolver, ResolveResult

LOOK_UP = 5.0  # seconds for a name, waiting for its turn included
AT_ONCE = 2  # names of one tenant

Turns = MutableMapping[UUID, asyncio.Semaphore]

asking: ContextVar[UUID] = ContextVar("asking")  # for which tenant a name is looked up


class Names(AbstractResolver):
    """Looked up without threads (getaddrinfo's cannot be stopped), and few at a time for a tenant: whose name server
    is slow waits alone."""

    def __init__(self, turns: Turns, nameservers: Sequence[str]) -> None:
        self._turns = turns
        self._resolver = AsyncResolver(timeout=LOOK_UP / 2, tries=2, nameservers=nameservers or None)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        turn = self._turns.setdefault(asking.get(), asyncio.Semaphore(AT_ONCE))
        try:
            async with asyncio.timeout(LOOK_UP), turn:
                return await self._resolver.resolve(host, port, family)
        except TimeoutError:
            raise OSError(f"{host} could not be looked up in {LOOK_UP:g} s") from None

    async def close(self) -> None:
        await self._resolver.close()
