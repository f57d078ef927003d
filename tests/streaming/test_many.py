"""Many streams on a real server."""

import asyncio
from collections.abc import Iterator

import pytest

from caller import Caller
from loops.models.stamp import stamp
from serving import served

MANY = 100


@pytest.fixture
def port(database: str) -> Iterator[int]:
    with served(database) as port:
        yield port


async def test_a_hundred_streams_all_hear_of_a_vote(port: int, ada: Caller, bob: Caller) -> None:
    post = await ada.post()
    await stamp()
    ears = [await begun(port, bob) for _ in range(MANY)]
    await bob("PUT", f"/posts/{post['id']}/vote")
    await stamp()
    async with asyncio.timeout(20):
        heard = await asyncio.gather(*[reader.readuntil(b"\n\n") for reader, _ in ears])
    assert {text.partition(b"id: ")[2].splitlines()[:2][1] for text in heard} == {b"event: vote.created"}
    for _, writer in ears:
        writer.close()


async def begun(port: int, by: Caller) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = "".join(f"{name}: {value}\r\n" for name, value in by.headers.items())
    writer.write(f"GET /api/v1/stream HTTP/1.1\r\n{head}\r\n".encode())
    async with asyncio.timeout(20):
        await reader.readuntil(b"retry: 3000\n\n")
    return reader, writer
