"""Requests to a URL that a tenant chose: they go out into the world, never into the network that Loops stands in.

A name is looked at twice: when it is saved, to say so kindly, and where the socket connects, which decides.
"""

import asyncio
import errno
import socket
from collections.abc import AsyncIterator, MutableMapping, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from functools import lru_cache
from importlib.metadata import version
from typing import Any
from uuid import UUID
from weakref import WeakValueDictionary

from aiohttp import AsyncResolver, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from loops.addresses import LOOPBACK, METADATA, Network, ends, is_in, is_public
from loops.settings import Settings
from loops_tenants.errors import Detail, ValidationFailed

LOOK_UP = 5.0  # seconds for a name, waiting for its turn included
AT_ONCE = 2  # names of one tenant
# Shorter than servers keep an idle connection: nothing is sent into one that is just being closed.
IDLE = 2.0
BUFFER = 64 * 1024  # bytes that an endpoint may send ahead of us, or less

Turns = MutableMapping[UUID, asyncio.Semaphore]

asking: ContextVar[UUID] = ContextVar("asking")  # for which tenant a name is looked up


class Inside(OSError):
    """What does not go out. An OSError, as every other reason not to connect."""

    def __init__(self, message: str) -> None:
        super().__init__(errno.EACCES, message)


class UnwelcomeUrl(ValidationFailed):
    """A URL that nothing will ever be sent to."""

    def __init__(self, message: str) -> None:
        super().__init__(details=[Detail(field="url", message=message)])


class Guard:
    """What is open beside the public addresses, whether only https is, and who knows names, if not the system's own."""

    def __init__(self, *allowed: Network, https_only: bool = False, nameservers: Sequence[str] = ()) -> None:
        self.allowed = allowed
        self.https_only = https_only
        self._nameservers = nameservers
        self._turns: Turns = WeakValueDictionary()

    @classmethod
    def of(cls, settings: Settings) -> "Guard":
        """On a person's own machine loopback is open: their first receiver stands there."""
        own = LOOPBACK if settings.embedded and settings.listens_on_loopback else ()
        return cls(*settings.outbound_allow, *own, https_only=settings.webhooks_by_https_alone)

    def permits(self, written: str) -> bool:
        """Whether a connection to an address ends outside, however it is written."""
        found = ends(written)
        return bool(found) and all(
            not is_in(end, METADATA) and (is_public(end) or is_in(end, self.allowed)) for end in found
        )

    def socket(self, address: tuple[Any, ...]) -> socket.socket:
        """aiohttp's `socket_factory`: it is given what will be connected to, and nothing is looked up after it."""
        family, kind, protocol, _, place = address
        if not self.permits(place[0]):
            raise Inside(f"{place[0]} is inside the network")
        made = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
        return made

    def target(self, written: str) -> URL:
        """Where to send to."""
        url = parsed(written)
        if self.https_only and url.scheme != "https":
            raise Inside("only https:// is called here")
        return url

    async def welcome(self, tenant_id: UUID, written: str) -> None:
        """Refuse what would never be delivered to. A name that nobody knows yet may come to be."""
        url = parsed(written)
        if self.https_only and url.scheme != "https":
            raise UnwelcomeUrl("Only https:// is called here.")
        for address in await self._addresses(tenant_id, url):
            if not self.permits(address):
                raise UnwelcomeUrl(f"{url.host} is inside the network; LOOPS_OUTBOUND_ALLOW may open it.")

    async def _addresses(self, tenant_id: UUID, url: URL) -> list[str]:
        host = str(url.raw_host)
        if ":" in host or (number := legacy_number(host)) == host:
            return [host]
        if number:
            raise UnwelcomeUrl(f"Write the address as {number}.")
        asking.set(tenant_id)
        names = self._names()
        try:
            return [found["host"] for found in await names.resolve(host, url.port or 0)]
        except OSError:
            return []
        finally:
            await names.close()

    def _names(self) -> "Names":
        return Names(self._turns, self._nameservers)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[ClientSession]:
        """One for all of a process's requests. Who sends says who is `asking`, and sees to the time."""
        names = self._names()
        connector = TCPConnector(limit=0, keepalive_timeout=IDLE, socket_factory=self.socket, resolver=names)
        async with ClientSession(
            connector=connector,
            cookie_jar=DummyCookieJar(),
            headers={"User-Agent": f"Loops/{version('loops-platform')}", "Accept-Encoding": "identity"},
            auto_decompress=False,
            read_bufsize=8 * 1024,
            timeout=ClientTimeout(total=None, sock_connect=None),
        ) as made:
            yield made
        await names.close()


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


@lru_cache(maxsize=4096)
def parsed(written: str) -> URL:
    """As aiohttp reads it, so that what is checked is what is called. ValueError: it is no URL to send to."""
    url = URL(written)
    if url.scheme not in ("http", "https") or not url.host or any(c <= " " or c == "\x7f" for c in written):
        raise ValueError("Give a whole URL, like https://example.com/loops.")
    if url.user is not None or url.password is not None:
        raise ValueError("Leave user name and password out: what is in a URL ends up in logs.")
    return url


def legacy_number(host: str) -> str:
    """The address in its usual form where the system would read a host as one (`127.1`, `0x7f000001`), else ''."""
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return ""
