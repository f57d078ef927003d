"""A DNS server on loopback: every name has the same addresses, another time perhaps others, and it takes its time."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import cast

# QTYPE and QCLASS (RFC 1035, 4.1.2; RFC 3596, 2.1)
KINDS = {b"\x00\x01\x00\x01": IPv4Address, b"\x00\x1c\x00\x01": IPv6Address}


class NameServer(asyncio.DatagramProtocol):
    """`busiest`: how many names it was ever asked for at once. One with `silent` in it is never answered."""

    def __init__(self, answers: Sequence[str], seconds: float) -> None:
        self._answers = [[ip_address(address) for address in answer.split()] for answer in answers]
        self._seconds = seconds
        self._asking: set[bytes] = set()
        self._answered = Counter[bytes]()
        self.busiest = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, asked: bytes, who: tuple[str, int]) -> None:
        name = asked[12 : asked.index(b"\x00", 12) + 1]
        self._asking.add(name)
        self.busiest = max(self.busiest, len(self._asking))
        if b"silent" not in name:
            asyncio.get_running_loop().call_later(self._seconds, self._answer, asked, name, who)

    def _answer(self, asked: bytes, name: bytes, who: tuple[str, int]) -> None:
        self._asking.discard(name)
        question = asked[12 : 12 + len(name) + 4]
        known = self._records(question)
        head = asked[:2] + b"\x81\x80" + b"\x00\x01" + len(known).to_bytes(2, "big") + b"\x00" * 4
        if not self._transport.is_closing():
            self._transport.sendto(head + question + b"".join(known), who)

    def _records(self, question: bytes) -> list[bytes]:
        addresses = self._answers[min(self._answered[question], len(self._answers) - 1)]
        self._answered[question] += 1
        kind = question[-4:]
        known = [address.packed for address in addresses if isinstance(address, KINDS[kind])]
        return [b"\xc0\x0c" + kind + b"\x00" * 4 + len(packed).to_bytes(2, "big") + packed for packed in known]


@asynccontextmanager
async def naming(*answers: str, seconds: float = 0) -> AsyncIterator[tuple[NameServer, str]]:
    """The server, and where it is. `answers`: the addresses in each, the last for all later questions as well."""
    loop = asyncio.get_running_loop()
    transport, server = await loop.create_datagram_endpoint(
        lambda: NameServer(answers, seconds), local_addr=("127.0.0.1", 0)
    )
    host, port = transport.get_extra_info("sockname")
    try:
        yield server, f"{host}:{port}"
    finally:
        transport.close()
