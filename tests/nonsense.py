"""A server that says one thing to everybody, and need not be HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

NONSENSE = {
    "closes": b"",
    "garbage": b"\x00\xff\x00\xffhello\r\n\r\n",
    "a lie": b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
    "a bad chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "long headers": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
}


@asynccontextmanager
async def talking(answer: bytes, host: str = "127.0.0.1", *, keep: bool = False) -> AsyncIterator[int]:
    """Its port. It speaks when it has heard something, and hangs up, or is silent from then on (`keep`)."""
    leaving = asyncio.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(answer)
        if keep:
            await leaving.wait()
        writer.close()

    async with await asyncio.start_server(talk, host, 0) as server:
        yield server.sockets[0].getsockname()[1]
        leaving.set()
