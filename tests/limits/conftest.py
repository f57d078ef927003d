from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN, settings
from limits.clock import BOB, Clock
from loops import limits, redis
from loops.limits import Limits
from loops.quota import Quota
from loops.redis import Redis
from loops.settings import Settings
from valkey import Valkey, valkey
from visitor import ADDRESS, Got, visit

HERE = ("Host", f"acme.{DOMAIN}")
LIMITS = {"limit_secret_key": 8, "limit_reads": 6, "limit_writes": 4, "limit_posts": 2, "limit_refused_keys": 3}


@pytest.fixture
def clock() -> Clock:
    return Clock()


class Process:
    """A web process with limits of its own, and a clock that is moved by hand."""

    def __init__(self, app: Quart, settings: Settings) -> None:
        self.app, self.clock = app, Clock()
        limits.init_app(app, Limits(settings, self.clock))

    async def get(self, key: str, *headers: tuple[str, str], peer: str = ADDRESS) -> Got:
        return await visit(self.app, "/api/v1/posts", HERE, ("Authorization", key), *headers, peer=peer)

    async def post(
        self, key: str, user: str = "", peer: str = ADDRESS, path: str = "/posts", body: str = "", in_header: str = ""
    ) -> Got:
        sent = body or f'{{"title": "Dark mode", "external_user_id": "{user}"}}'
        told = [("X-Loop-External-User", in_header)] if in_header else []
        head = HERE, ("Authorization", key), ("Content-Type", "application/json"), *told
        return await visit(self.app, f"/api/v1{path}", *head, method="POST", peer=peer, body=sent.encode())


Start = Callable[..., Process]


@pytest.fixture
def start(serving: Callable[..., Quart], database: str) -> Start:
    def started(kind: type[Settings] = Settings, **more: Any) -> Process:
        return Process(serving(kind, **more), settings(database, kind, **LIMITS | more))

    return started


@pytest.fixture
def process(start: Start) -> Process:
    return start()


@pytest.fixture
def secret(ada: Caller) -> str:
    return ada.headers["Authorization"]


@pytest.fixture
def publishable(bob: Caller) -> str:
    return bob.headers["Authorization"]


SETTINGS = Settings(database_url="postgresql://unused", limit_reads=10)


class Counting:
    """As much of a web process as counts."""

    def __init__(self, url: str, clock: Clock) -> None:
        self.limits = Limits(SETTINGS, clock)
        self.redis = Redis(url)

    @property
    def reads(self) -> Quota:
        return self.limits.reads

    def read(self, times: int) -> int:
        """How many of them were served."""
        return sum(self.reads.take(BOB).served for _ in range(times))

    async def settle(self) -> None:
        await self.limits.settle(self.redis)


Begin = Callable[[], Counting]


@pytest.fixture(scope="module")
def server() -> Iterator[Valkey]:
    with valkey() as server:
        yield server


@pytest.fixture
async def begin(server: Valkey, clock: Clock) -> AsyncIterator[Begin]:
    if server.process.poll() is not None:
        server.restart()
    processes: list[Counting] = []

    def begun() -> Counting:
        processes.append(Counting(server.url, clock))
        return processes[-1]

    await (client := redis.client(server.url)).flushall()
    await redis.closed(client)
    yield begun
    for process in processes:
        await process.redis.close()


async def settle(*processes: Counting) -> None:
    for process in processes:
        await process.settle()
