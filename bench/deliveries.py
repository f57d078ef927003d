"""The rows about how many deliveries one worker makes."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from statistics import median

import aiohttp
from installation import Installation, running
from receiving import Call, Receiver

EACH, DELIVERIES, AT_ONCE, TURNS = 50, 10_000, 256, 3  # AT_ONCE as a worker does
voters = map("voter {}".format, count())


def figures(home: Installation) -> Iterator[str]:
    """Lines of a table: figure, measured, aim."""
    boards = [asyncio.run(home.board(100, 100)) for _ in range(4)]
    with home.server(boards[0]) as port, home.receiver() as receiving:
        calls, receiver = [Call(port, board) for board in boards], Receiver(receiving)
        for nth, call in enumerate(calls):
            call.subscribe(f"{receiver.url}/{EACH * nth + n}" for n in range(EACH))
        yield beside_aiohttp(home, calls[:1], receiver, 0.3)
        yield beside_aiohttp(home, calls, receiver, 0.4)


def beside_aiohttp(home: Installation, calls: list[Call], receiver: Receiver, aim: float) -> str:
    endpoints = EACH * len(calls)
    turns = [(by_worker(home, calls, receiver), bare(receiver, endpoints)) for _ in range(TURNS)]
    ratio = median(ours / theirs for ours, theirs in turns)
    ours, theirs = (median(rates) for rates in zip(*turns, strict=True))
    what = f"deliveries, one worker to {endpoints} endpoints of {len(calls)} tenants : bare aiohttp"
    return f"{what} | **{ratio:.2f}** ({ours:,.0f}/s : {theirs:,.0f}/s) | ≥ {aim:.2f}"


def by_worker(home: Installation, calls: list[Call], receiver: Receiver) -> float:
    """Deliveries a second of a worker that finds its work waiting: from the first to the last that came."""
    receiver.forget()
    votes = DELIVERIES // (EACH * len(calls))
    for call in calls:
        call.votes([next(voters) for _ in range(votes)], each_second=200)
    with worker(home):
        times = [one.at for one in receiver.wait_for(EACH * len(calls) * votes)]
    return (len(times) - 1) / (times[-1] - times[0])


@contextmanager
def worker(home: Installation) -> Iterator[None]:
    with running([sys.executable, "-m", "loops.cli", "worker"], home.environment):
        yield


def bare(receiver: Receiver, endpoints: int) -> float:
    receiver.forget()
    asyncio.run(post_all(receiver.url, endpoints))
    times = [one.at for one in receiver.came()]
    return (len(times) - 1) / (times[-1] - times[0])


async def post_all(url: str, endpoints: int) -> None:
    """Bodies of the usual size, as many at once as the worker sends: four to an endpoint, or what hands it has."""
    left = iter(range(DELIVERIES))

    async def one_after_another(session: aiohttp.ClientSession) -> None:
        for nth in left:
            async with session.post(f"{url}/{nth % endpoints}", data=b"x" * 900) as answer:
                await answer.read()

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        at_once = min(AT_ONCE, 4 * endpoints)
        await asyncio.gather(*[one_after_another(session) for _ in range(at_once)])
