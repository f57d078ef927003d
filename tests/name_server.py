"""A DNS server on loopback: every name has the same addresses, another time perhaps others, and it takes its time.

Of texts a name has its own.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import cast

# QTYPE and QCLASS (RFC 1035, 4.1.2; RFC 3596, 2.1)
TXT = b"\x00\x10\x00\x01"
KINDS = {b"\x00\x01\x00\x01": IPv4Address, b"\x00\x1c\x00\x01": IPv6Address}


class NameServer(asyncio.DatagramProtocol):
    """`busiest`: how many names it was ever asked for at once. One with `silent` in it is never answered.

    `texts`: the TXT records of each name. For a name with `broken` in it there is no answer but that it is (SERVFAIL).
    """

    def __init__(self, answers: Sequence[str], seconds: float) -> None:
        self._answers = [[ip_address(address) for address in answer.split()] for answer in answers]
        self._seconds = seconds
        self._asking: set[bytes] = set()
        self._answered = Counter[bytes]()
        self.busiest = 0
        self.texts = dict[str, list[str]]()

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
        state = b"\x81\x82" if b"broken" in name else b"\x81\x80"
        head = asked[:2] + state + b"\x00\x01" + len(known).to_bytes(2, "big") + b"\x00" * 4
        if not self._transport.is_closing():
            self._transport.sendto(head + question + b"".join(known), who)

    def _records(self, question: bytes) -> list[bytes]:
        if question[-4:] == TXT:
            return [record(TXT, strings(text.encode())) for text in self.texts.get(spelt(question[:-4]), [])]
        addresses = self._answers[min(self._answered[question], len(self._answers) - 1)]
        self._answered[question] += 1
        kind = question[-4:]
        return [record(kind, address.packed) for address in addresses if isinstance(address, KINDS[kind])]


def record(kind: bytes, data: bytes) -> bytes:
    """Of the name that was asked for, to be kept for no time (RFC 1035, 4.1.3)."""
    return b"\xc0\x0c" + kind + b"\x00" * 4 + len(data).to_bytes(2, "big") + data


def strings(text: bytes) -> bytes:
    """Of 255 bytes at most each (RFC 1035, 3.3.14)."""
    parts = [text[at : at + 255] for at in range(0, len(text), 255)]
    return b"".join(bytes([len(part)]) + part for part in parts)


def spelt(name: bytes) -> str:
    """As people write it, in lower case."""
    labels, at = [], 0
    while length := name[at]:
        labels.append(name[at + 1 : at + 1 + length].decode().lower())
        at += 1 + length
    return ".".join(labels)


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
