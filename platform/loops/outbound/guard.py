"""What may be called, and the session that calls nothing else."""

import errno
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from ssl import SSLContext
from typing import Any
from uuid import UUID
from weakref import WeakValueDictionary

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from yarl import URL

from loops.addresses import LOOPBACK, METADATA, Network, ends, is_in, is_public
from loops.outbound.names import Names, Turns, asking
from loops.outbound.urls import legacy_number, parsed
from loops.settings import Settings
from loops_tenants.errors import Detail, ValidationFailed

# Shorter than servers keep an idle connection: nothing is sent into one that is just being closed.
IDLE = 2.0
BUFFER = 64 * 1024  # bytes that an endpoint may send ahead of us, or less
UNREAD = 30.0  # seconds that it may leave what it is sent unread; a connection that is closed would wait for ever


class Inside(OSError):
    """What does not go out. An OSError, as every other reason not to connect.

    Its message names no address: tenants read it, and would learn what names stand for inside.
    """

    def __init__(self, message: str) -> None:
        super().__init__(errno.EACCES, message)


class UnwelcomeUrl(ValidationFailed):
    """A URL that nothing will ever be sent to."""

    def __init__(self, message: str) -> None:
        super().__init__(details=[Detail(field="url", message=message)])


class Guard:
    """What is open beside the public addresses, and whether only https is; if not the system's own: who knows names,
    and whose certificates are believed."""

    def __init__(
        self,
        *allowed: Network,
        https_only: bool = False,
        nameservers: Sequence[str] = (),
        tls: SSLContext | None = None,
        unread: float = UNREAD,
    ) -> None:
        self.allowed = allowed
        self.https_only = https_only
        self._nameservers = nameservers
        self._tls = tls
        self._unread = unread
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
            raise Inside("its address is inside the network")
        made = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(1000 * self._unread))
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
                raise UnwelcomeUrl(f"{url.host} {remedy(address)}")

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

    def _names(self) -> Names:
        return Names(self._turns, self._nameservers)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[ClientSession]:
        """One for all of a process's requests. Who sends says who is `asking`, and sees to the time."""
        names = self._names()
        connector = TCPConnector(
            limit=0,
            keepalive_timeout=IDLE,
            socket_factory=self.socket,
            resolver=names,
            use_dns_cache=False,  # who asks for a name would wait for whoever asks for it already; c-ares remembers
            ssl=self._tls or True,
        )
        try:
            async with ClientSession(
                connector=connector,
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": f"Loops/{version('loops-platform')}", "Accept-Encoding": "identity"},
                auto_decompress=False,
                read_bufsize=8 * 1024,
                timeout=ClientTimeout(total=None, sock_connect=None),
            ) as made:
                yield made
        finally:
            await names.close()


def remedy(address: str) -> str:
    if any(is_in(end, METADATA) for end in ends(address)):
        return "is where a cloud tells its machines secrets: nothing is ever sent there."
    return "is inside the network: give an address out in the world, or let LOOPS_OUTBOUND_ALLOW open it."
