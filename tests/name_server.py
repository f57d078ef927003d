"""A DNS server on loopback that knows one address for every name, and takes its time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import IPv4Address
from typing import cast

A = b"\x00\x01\x00\x01"  # QTYPE and QCLASS (RFC 1035, 4.1.2)


class NameServer(asyncio.DatagramProtocol):
    """`busiest`: how many names it was ever asked for at once."""

    def __init__(self, address: str, seconds: float) -> None:
        self._address = IPv4Address(address).packed
        self._seconds = seconds
        self._asking: set[bytes] = set()
        self.busiest = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, asked: bytes, who: tuple[str, int]) -> None:
        name = asked[12 : asked.index(b"\x00", 12) + 1]
        self._asking.add(name)
        self.busiest = max(self.busiest, len(self._asking))
        asyncio.get_running_loop().call_later(self._seconds, self._answer, asked, name, who)

    def _answer(self, asked: bytes, name: bytes, who: tuple[str, int]) -> None:
        self._asking.discard(name)
        question = asked[12 : 12 + len(name) + 4]
        known = question.endswith(A)
        head = asked[:2] + b"\x81\x80" + b"\x00\x01" + (b"\x00\x01" if known else b"\x00\x00") + b"\x00" * 4
        answer = b"\xc0\x0c" + A + b"\x00\x00\x00\x01" + b"\x00\x04" + self._address if known else b""
        if not self._transport.is_closing():
            self._transport.sendto(head + question + answer, who)


@asynccontextmanager
async def naming(address: str, *, seconds: float = 0) -> AsyncIterator[tuple[NameServer, str]]:
    """The server, and where it is."""
    loop = asyncio.get_running_loop()
    transport, server = await loop.create_datagram_endpoint(
        lambda: NameServer(address, seconds), local_addr=("127.0.0.1", 0)
    )
    host, port = transport.get_extra_info("sockname")
    try:
        yield server, f"{host}:{port}"
    finally:
        transport.close()
