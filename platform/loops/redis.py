"""Redis, which is never more than a hint: nobody waits longer than 200 ms for it, or asks it when it just failed."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeVar

from arq.connections import ArqRedis
from redis.asyncio import ConnectionPool
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

Answer = TypeVar("Answer")

PATIENCE = 0.2  # seconds that a call may take
QUIET = 1.0  # seconds without a call after a failure: a Redis that hangs costs one call a second, not all


class Redis:
    """A process's one way to Redis, whatever for: what one call learns of its state, the next one knows."""

    def __init__(self, url: str) -> None:
        self.failures = 0
        self._client = client(url) if url else None
        self._quiet_until = 0.0
        self._calls: set[asyncio.Task[Any]] = set()

    def answers(self) -> bool:
        """Whether a call would be made now."""
        return self._client is not None and asyncio.get_running_loop().time() >= self._quiet_until

    async def ask(self, call: Callable[[ArqRedis], Awaitable[Answer]]) -> Answer | None:
        """What `call` gives, or None where Redis is away. Raises nothing."""
        if self._client is None or not self.answers():
            return None
        asked = asyncio.ensure_future(call(self._client))
        self._calls.add(asked)
        asked.add_done_callback(self._forget)
        # Not `wait_for`: it waits until the call has ended, and one that hangs may not hear that it should.
        await asyncio.wait({asked}, timeout=PATIENCE)
        if not asked.done() or asked.cancelled() or asked.exception():
            asked.cancel()
            self.failures += 1
            self._quiet_until = asyncio.get_running_loop().time() + QUIET
            return None
        return asked.result()

    def _forget(self, ended: asyncio.Task[Any]) -> None:
        self._calls.discard(ended)
        if not ended.cancelled():
            ended.exception()  # looked at, or asyncio would complain that nobody did

    async def close(self) -> None:
        await end(self._calls)
        if self._client is not None:
            await closed(self._client)


_process = Redis("")


def current() -> Redis:
    """The process's own; before `connected`, and without a URL, one that is always away."""
    return _process


@contextlib.asynccontextmanager
async def connected(url: str) -> AsyncIterator[Redis]:
    global _process
    _process = mine = Redis(url)
    try:
        yield mine
    finally:
        _process = Redis("")
        await mine.close()


def client(url: str) -> ArqRedis:
    """arq's own `create_pool` has no socket timeout, tries five times, and pickles."""
    connections = ConnectionPool.from_url(
        url,
        socket_connect_timeout=1,
        socket_timeout=5,
        retry=Retry(NoBackoff(), 0),
        health_check_interval=15,
    )
    return ArqRedis(connections, job_serializer=to_bytes, job_deserializer=from_bytes)


async def closed(used: ArqRedis) -> None:
    with contextlib.suppress(Exception):
        await asyncio.wait_for(used.aclose(close_connection_pool=True), PATIENCE)


def to_bytes(job: dict[str, Any]) -> bytes:
    return json.dumps(job, default=str).encode()


def from_bytes(raw: bytes) -> dict[str, Any]:
    job: dict[str, Any] = json.loads(raw)
    return job


async def end(tasks: set[asyncio.Task[Any]]) -> None:
    """Ask again until it is heard: redis-py sends through `asyncio.wait_for`, which before Python 3.12 loses
    a cancellation when what it waits for has just ended."""
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=0.5)
