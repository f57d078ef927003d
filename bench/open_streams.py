"""The rows about open streams: what a thousand of them cost one web process, and how soon all hear of a vote."""

import asyncio
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from itertools import count

from deliveries import worker
from footprint import family
from installation import Board, Installation, free_port, running
from receiving import Call

STREAMS, VOTES, QUIET = 1_000, 20, 30.0  # QUIET: seconds in which nothing happens
COMMITS = "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"
voters = map("heard voter {}".format, count())


def figures(home: Installation) -> Iterator[str]:
    """Lines of a table: figure, measured, aim."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    board = asyncio.run(home.board(100, 100))
    with web(home) as (pid, port):
        Call(port, board).votes([next(voters) for _ in range(5)])
        before = weight(pid)
        megabytes, queries, slowest = asyncio.run(Listeners(home, board, pid, port).measured())
    yield f"{STREAMS:,} open streams on one web process (PSS) | {megabytes - before:.0f} MB | ≤ 100 MB"
    yield f"queries for {STREAMS:,} open streams, when nothing happens | {queries:.1f} a second | 1 a second"
    yield f"a vote's answer to the last of {STREAMS:,} streams, slowest of {VOTES} | {slowest:.2f} s | ≤ 1.5 s"


@contextmanager
def web(home: Installation) -> Iterator[tuple[int, int]]:
    port = free_port()
    environment = home.environment | {"LOOPS_PORT": str(port)}
    with running([sys.executable, "-m", "loops.cli", "web"], environment, port) as process:
        yield process.pid, port


def weight(pid: int) -> float:
    """Of the web worker, in MB."""
    return dict(family(pid, "web"))["web worker"]


class Listeners:
    def __init__(self, home: Installation, board: Board, pid: int, port: int) -> None:
        self.home, self.board, self.pid, self.port = home, board, pid, port

    async def measured(self) -> tuple[float, float, float]:
        """Megabytes, queries a second, and the seconds until the last has heard of the slowest vote."""
        async with AsyncExitStack() as stack:
            ears = [await self._listen(stack) for _ in range(STREAMS)]
            queries = await self._queries()
            megabytes = weight(self.pid)
            with worker(self.home):
                await self._heard(ears)  # the first one warms up
                waits = [await self._heard(ears) for _ in range(VOTES)]
        return megabytes, queries, max(waits)

    async def _listen(self, stack: AsyncExitStack) -> asyncio.StreamReader:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        stack.callback(writer.close)
        head = f"Host: {self.board.host}\r\nAuthorization: Bearer {self.board.key}"
        writer.write(f"GET /api/v1/stream HTTP/1.1\r\n{head}\r\n\r\n".encode())
        await reader.readuntil(b"retry: 3000\n\n")
        return reader

    async def _queries(self) -> float:
        await asyncio.sleep(15)  # a backend that idles tells of what it did after ten seconds
        ((before,),) = await self.home.fetch(COMMITS)
        await asyncio.sleep(QUIET)
        ((after,),) = await self.home.fetch(COMMITS)
        return float(after - before - 1) / QUIET  # one was ours

    async def _heard(self, ears: list[asyncio.StreamReader]) -> float:
        call, began = Call(self.port, self.board), time.monotonic()
        hearing = asyncio.gather(*[ear.readuntil(b"event: vote.created\n") for ear in ears])
        await asyncio.to_thread(call, "PUT", f"/posts/{self.board.posts[0]}/vote", {"external_user_id": next(voters)})
        await hearing
        return time.monotonic() - began
