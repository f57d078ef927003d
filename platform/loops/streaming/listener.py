"""One open stream: what it is sent, and how it ends."""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

import asyncpg
from quart.wrappers.response import ResponseBody

from loops.errors import UNAVAILABLE
from loops.models.public_event import following
from loops.streaming.channel import Channel
from loops_tenants.errors import Unavailable
from loops_tenants.models import Tenant
from loops_tenants.standing import Standing

if TYPE_CHECKING:
    from loops.streaming.feed import Streams

HEARTBEAT = 15.0  # seconds of silence, at most: proxies end what has been silent for a minute
STUCK = 10.0  # seconds that nothing of what was sent is taken
NEVER = float("inf")
ALIVE = b":\n\n"
BACK_IN = b"retry: 3000\n\n"  # milliseconds, after which who was cut off comes back


class Listener(ResponseBody):
    """A body that goes on until nobody reads it, `longest` seconds are over, or it is closed.

    `position` is that of the last event that it has: to begin with `now`, how far the tenant's log was stamped when it
    came, or `after`, an earlier one. What was before it came, or is no longer in its channel, it reads from the
    database, which knows what of that may be told still.
    """

    _channel: Channel

    def __init__(
        self,
        streams: "Streams",
        tenant: Tenant,
        standings: frozenset[Standing],
        *,
        now: int,
        after: int | None,
        address: str,
    ) -> None:
        self.tenant = tenant
        self.standings = standings
        self.address = address
        self.now, self.position = now, now if after is None else after
        self.over = False
        self._streams = streams
        self._heard = asyncio.Event()
        self._sending_since = NEVER
        self._task: asyncio.Task[object] | None = None

    async def __aenter__(self) -> "Listener":
        self._task = asyncio.current_task()
        self._channel = self._streams.join(self)
        return self

    async def __aexit__(self, kind: type, value: BaseException, traceback: TracebackType) -> None:
        self._streams.leave(self)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        ends = self._clock() + self._streams.longest * random.uniform(0.9, 1)
        text = BACK_IN
        while True:
            if text:
                self._sending_since = self._clock()
                yield text
                self._sending_since = NEVER
            if self.over or self._clock() >= ends:
                return
            text = await self._next(ends)

    def hear(self) -> None:
        """There is more."""
        self._heard.set()

    def is_stuck(self) -> bool:
        """Whether it has been sent something, and for long has not taken it."""
        return self._clock() - self._sending_since > STUCK

    def close(self) -> None:
        """It ends after what it is just being sent."""
        self.over = True
        self._heard.set()

    def cut(self) -> None:
        """It ends now, in the middle of whatever it is sent."""
        self.over = True
        if self._task:
            self._task.cancel()

    async def _next(self, ends: float) -> bytes:
        """What it has not got, or after a silence a sign of life; empty where it should ask again."""
        events = self._channel.after(self.position) if self.position >= self.now else None
        if events is None:
            return self._texts(await self._following())
        return self._texts(events) or await self._silence(ends)

    def _texts(self, events: Sequence[tuple[int, bytes]]) -> bytes:
        if events:
            self.position = events[-1][0]
        return b"".join(text for _, text in events)

    async def _following(self) -> list[tuple[int, bytes]]:
        since = self._channel.since
        try:
            found = await following(self.tenant, self.position)
        except (*UNAVAILABLE, asyncpg.PostgresError, Unavailable):
            self.over = True  # it comes back, and goes on where it was
            return []
        if not found:
            self.position = max(since, self.now)
        elif all(text is None for _, text in found):
            self.position = found[-1].position
        return [(position, text) for position, text in found if text]

    async def _silence(self, ends: float) -> bytes:
        self._heard.clear()
        try:
            async with asyncio.timeout(max(0.0, min(HEARTBEAT, ends - self._clock()))):
                await self._heard.wait()
        except TimeoutError:
            return ALIVE
        return b""

    @staticmethod
    def _clock() -> float:
        return asyncio.get_running_loop().time()
