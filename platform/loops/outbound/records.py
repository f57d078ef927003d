"""TXT records of names that tenants choose, and nobody waits for another's name server."""

import asyncio
from collections.abc import Sequence
from uuid import UUID
from weakref import WeakValueDictionary

import aiodns
from pycares import TXTRecordData
from pycares.errno import ARES_ENODATA, ARES_ENOTFOUND

from loops.outbound.names import AT_ONCE, LOOK_UP, Turns


class NoAnswer(OSError):
    """Nobody could say whether there is such a record."""


class Records:
    """`nameservers` (`host:port`) if not the system's own; a look-up takes `seconds` at most, its turn included."""

    def __init__(self, nameservers: Sequence[str] = (), *, seconds: float = LOOK_UP) -> None:
        self._nameservers = nameservers
        self._seconds = seconds
        self._turns: Turns = WeakValueDictionary()

    async def txt(self, tenant_id: UUID, name: str) -> list[str]:
        """The texts at a name, none where there are none. Raises NoAnswer."""
        turn = self._turns.setdefault(tenant_id, asyncio.Semaphore(AT_ONCE))
        try:
            async with asyncio.timeout(self._seconds), turn:
                return await self._asked(name)
        except TimeoutError:
            raise NoAnswer(f"{name} could not be looked up in {self._seconds:g} s") from None

    async def _asked(self, name: str) -> list[str]:
        resolver = aiodns.DNSResolver(self._nameservers or None, timeout=self._seconds / 2, tries=2)
        try:
            found = await resolver.query_dns(name, "TXT")
        except aiodns.error.DNSError as error:
            if error.args[0] in (ARES_ENODATA, ARES_ENOTFOUND):
                return []
            raise NoAnswer(str(error)) from None
        finally:
            await resolver.close()
        return [one.data.data.decode(errors="replace") for one in found.answer if isinstance(one.data, TXTRecordData)]
