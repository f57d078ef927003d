"""The rows about deliveries: how many one worker makes, and how soon after the commit they begin."""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median, quantiles
from urllib.request import Request, urlopen

import aiohttp
from installation import Board, Installation, running

ENDPOINTS, EVENTS, AT_ONCE, TURNS = 50, 100, 50, 3


class Receiver:
    """counter.py, from outside."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def came(self) -> list[float]:
        with urlopen(f"{self.url}/?times=1") as answer:
            times: list[float] = json.load(answer)["times"]
            return times

    def forget(self) -> None:
        urlopen(Request(self.url, method="DELETE")).close()

    def wait_for(self, count: int, seconds: float = 120) -> list[float]:
        deadline = time.monotonic() + seconds
        while len(times := self.came()) < count:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{len(times)} of {count} deliveries came within {seconds} s")
            time.sleep(0.05)
        return times


class Call:
    """Who writes: through the API of one server."""

    def __init__(self, port: int, board: Board) -> None:
        self.where, self.board = f"http://127.0.0.1:{port}/api/v1", board
        self.headers = {"Host": board.host, "Authorization": f"Bearer {board.key}", "Content-Type": "application/json"}

    def __call__(self, method: str, path: str, body: object) -> float:
        """When the answer had come."""
        with urlopen(Request(f"{self.where}{path}", json.dumps(body).encode(), self.headers, method=method)) as answer:
            answer.read()
        return time.time()

    def vote(self, voter: str) -> float:
        return self("PUT", f"/posts/{self.board.posts[0]}/vote", {"external_user_id": voter})


def figures(home: Installation) -> Iterator[str]:
    """Lines of a table: figure, measured, aim."""
    board = asyncio.run(home.board(100, 100))
    with home.server(board) as port, home.receiver() as receiving:
        call, receiver = Call(port, board), Receiver(receiving)
        for nth in range(ENDPOINTS):
            call("POST", "/webhooks", {"url": f"{receiver.url}/{nth}", "events": ["vote.created"]})
        turns = [(by_worker(home, call, receiver), bare(receiver)) for _ in range(TURNS)]
        ratio = median(ours / theirs for ours, theirs in turns)
        ours, theirs = (median(rates) for rates in zip(*turns, strict=True))
        yield (
            f"deliveries, one worker to {ENDPOINTS} endpoints : bare aiohttp | **{ratio:.2f}** "
            f"({ours:,.0f}/s : {theirs:,.0f}/s) | ≥ 0.30"
        )
        receiver.forget()
        with worker(home):
            idle = first_byte(call, receiver, votes=60, pause=0.2)
        yield f"a vote's answer to the first byte at a receiver, idle, p95 | {idle:.0f} ms | < 300 ms"


def by_worker(home: Installation, call: Call, receiver: Receiver) -> float:
    """Deliveries a second of a worker that finds its work waiting: from the first to the last that came."""
    receiver.forget()
    for nth in range(EVENTS):
        call.vote(f"{time.time()} {nth}")
    with worker(home):
        times = sorted(receiver.wait_for(ENDPOINTS * EVENTS))
    return (len(times) - 1) / (times[-1] - times[0])


@contextmanager
def worker(home: Installation) -> Iterator[None]:
    with running([sys.executable, "-m", "loops.cli", "worker"], home.environment):
        yield


def bare(receiver: Receiver) -> float:
    receiver.forget()
    asyncio.run(post_all(receiver.url, ENDPOINTS * EVENTS))
    times = sorted(receiver.came())
    return (len(times) - 1) / (times[-1] - times[0])


async def post_all(url: str, count: int) -> None:
    """Bodies of the usual size, as many at once as the worker sends."""
    left = iter(range(count))

    async def one_after_another(session: aiohttp.ClientSession) -> None:
        for nth in left:
            async with session.post(f"{url}/{nth % ENDPOINTS}", data=b"x" * 900) as answer:
                await answer.read()

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        await asyncio.gather(*[one_after_another(session) for _ in range(AT_ONCE)])


def first_byte(call: Call, receiver: Receiver, *, votes: int, pause: float) -> float:
    """Milliseconds from the answer to a vote to the first byte of its first delivery: the 95th percentile."""
    call.vote(f"{time.time()} to wake up by")
    receiver.wait_for(ENDPOINTS)
    receiver.forget()
    committed = []
    for nth in range(votes):
        committed.append(call.vote(f"{time.time()} {nth}"))
        time.sleep(pause)
    came = sorted(receiver.wait_for(votes * ENDPOINTS))
    waits = [first - at for first, at in zip(came[::ENDPOINTS], committed, strict=True)]
    return quantiles(waits, n=20)[18] * 1000
