"""The rows about how soon after the commit a delivery begins."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from statistics import quantiles

from deliveries import worker
from installation import Board, Installation
from receiving import Call, Came, Receiver

OF_EVENTS = "SELECT id::text, body::json -> 'vote' ->> 'external_user_id' FROM events WHERE name = 'vote.created'"
VOTES = 600
voters = map("hurried voter {}".format, count())


def figures(home: Installation) -> Iterator[str]:
    """Lines of a table: figure, measured, aim."""
    yield one(home, "idle", "< 300 ms", votes=60, each_second=5)
    yield one(home, "at 200 events a second", "< 1 000 ms", votes=VOTES, each_second=200)
    yield one(home, "while a fifth of the endpoints hang", "< 1 000 ms", votes=VOTES, each_second=20, hung=10)
    away = {"LOOPS_REDIS_URL": "unix:///nowhere/redis.sock"}
    without_redis = replace(home, environment=home.environment | away)
    yield one(without_redis, "without Redis", "< 5 000 ms", votes=60, each_second=5)


def one(home: Installation, how: str, aim: str, *, votes: int, each_second: float, hung: int = 0) -> str:
    """With as many endpoints as a tenant may have where some hang, else with five; those that hang are not counted."""
    board = asyncio.run(home.board(100, 100))
    whole = 40 if hung else 5
    with home.server(board) as port, home.receiver() as receiving, worker(home):
        call, receiver = Call(port, board), Receiver(receiving)
        call.subscribe(f"{receiver.url}/{'hang/' if n < hung else ''}{n}" for n in range(hung + whole))
        call.votes([next(voters) for _ in range(5)])
        receiver.wait_for(5 * whole)
        receiver.forget()
        answered = call.votes([next(voters) for _ in range(votes)], each_second=each_second)
        waits = waited(home, board, answered, receiver.wait_for(votes * whole))
    p95 = quantiles(waits, n=20)[18] * 1000
    return f"a vote's answer to each of its deliveries' first bytes, {how}, p95 | {p95:.0f} ms | {aim}"


def waited(home: Installation, board: Board, answered: dict[str, float], came: list[Came]) -> list[float]:
    voter_of = dict(asyncio.run(home.fetch(f"{OF_EVENTS} AND tenant_id = $1::text::uuid", board.id)))
    return [max(0.0, at - answered[voter_of[event]]) for at, event in came if voter_of[event] in answered]
