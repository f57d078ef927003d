"""All streams of a process, and the one look a second that feeds them."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from types import MappingProxyType
from typing import cast
from uuid import UUID

from quart.wrappers.response import DataBody

from loops import limits
from loops.answers import EventStream
from loops.models.public_event import MOST, look, newest
from loops.redis import end
from loops.streaming import hints
from loops.streaming.channel import Channel
from loops.streaming.listener import Listener
from loops_tenants.at_hand import asked, serving
from loops_tenants.errors import Refused
from loops_tenants.hosts import caller, tenant
from loops_tenants.names import household
from loops_tenants.standing import Standing

log = logging.getLogger(__name__)

EVERY = 1.0  # seconds between two looks, where nobody hints
PATIENCE = 6.0  # seconds that a look may take; a statement may take five
LONGEST = 3600.0  # seconds: then it comes back, and is asked again who it is
APART = 0.05  # seconds between two looks, however many hints there are
GRACE = 1.0  # seconds for streams to end by themselves


class TooManyStreams(Refused):
    status, code = 429, "rate_limited"
    message = "This board has as many open streams as it may: close one, or try again later."
    headers = MappingProxyType({"Retry-After": "10"})


class TooManyHere(TooManyStreams):
    message = "So many streams of this board are open from your address already: close one, or try again later."


class Streams:
    """One per process. `most`: open ones of a tenant, and `of_address` of those from one address (IPv6: its /64); 0 is
    any number. `longest`: seconds that each may last."""

    def __init__(self, most: int, of_address: int = 0, longest: float = LONGEST) -> None:
        self.longest = longest
        self._most = most
        self._of_address = of_address
        self._channels: dict[UUID, Channel] = {}
        self._wanted, self._hinted = asyncio.Event(), asyncio.Event()
        self._stopping = False

    async def opened(self, standings: frozenset[Standing]) -> EventStream:
        """The answer to the request at hand, which was let in by `standings`. Raises TooManyStreams."""
        address = household(caller().address)
        self._demand_room(address)
        if asked().method == "HEAD":
            return EventStream(DataBody(b""))
        last = asked().headers.get("Last-Event-ID", "")
        now = await self._now(last)
        self._demand_room(address)  # many may have asked at once
        after = position_in(last, now)
        return EventStream(Listener(self, tenant(), standings, now=now, after=after, address=address))

    def join(self, listener: Listener) -> Channel:
        channel = self._channels.setdefault(listener.tenant.id, Channel(listener.now))
        channel.listeners.add(listener)
        self._wanted.set()
        if self._stopping:
            listener.close()
        return channel

    def leave(self, listener: Listener) -> None:
        channel = self._channels[listener.tenant.id]
        channel.listeners.discard(listener)
        if not channel.listeners:
            del self._channels[listener.tenant.id]
        if not self._channels:
            self._wanted.clear()

    def hint(self) -> None:
        """Something was stamped."""
        self._hinted.set()

    def end(self) -> None:
        """All of them, and those too that still come: the process is to stop."""
        self._stopping = True
        for listener in self._listeners():
            listener.close()
            asyncio.get_running_loop().call_later(GRACE, listener.cut)

    async def follow(self) -> None:
        """For ever: a look a second while anybody listens, at a hint at once."""
        while True:
            await self._wanted.wait()
            self._hinted.clear()
            try:
                async with asyncio.timeout(PATIENCE):
                    more = await self._look()
            except Exception as error:  # the database is away: streams stay, and go on when it is back
                log.warning("streams wait (%s: %s)", type(error).__name__, error)
                more = False
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(0 if more else EVERY):
                    await self._hinted.wait()
            await asyncio.sleep(APART)

    async def _look(self) -> bool:
        """Whether there may be more."""
        asked = self._listeners()
        standings = frozenset[Standing]().union(*(listener.standings for listener in asked))
        seen = await look({id: channel.position for id, channel in self._channels.items()}, standings)
        for listener in asked:
            if listener.over or listener.is_stuck():
                listener.cut()  # it was closed a look ago, or nobody reads it
            elif not listener.standings <= seen.standing:
                listener.close()
        for id, events in seen.events.items():
            if channel := self._channels.get(id):
                channel.take(events)
        return any(len(events) == MOST for events in seen.events.values())

    async def _now(self, last: str) -> int:
        """How far the tenant's log goes. Where many come back at once the database is not asked by each of them."""
        if (channel := self._channels.get(tenant().id)) and (not last or position_in(last, channel.position)):
            return channel.position
        return await newest(tenant())

    def _demand_room(self, address: str) -> None:
        if (channel := self._channels.get(tenant().id)) is None:
            return
        if self._most and len(channel.listeners) >= self._most:
            raise TooManyStreams
        if self._of_address and not limits.of_app().exempt() and channel.heard_from(address) >= self._of_address:
            raise TooManyHere

    def _listeners(self) -> list[Listener]:
        return [listener for channel in self._channels.values() for listener in channel.listeners]


def position_in(last: str, newest: int) -> int | None:
    """None where it is no position of the tenant's."""
    given = int(last) if last.isascii() and last.isdigit() and len(last) <= 19 else 0
    return given if 0 < given <= newest else None


def streams() -> Streams:
    return cast(Streams, serving().extensions["streams"])


@contextlib.asynccontextmanager
async def feeding(streams: Streams, redis_url: str) -> AsyncIterator[None]:
    tasks = {asyncio.create_task(streams.follow())}
    if redis_url:
        tasks.add(asyncio.create_task(hints.hear(redis_url, streams.hint)))
    try:
        yield
    finally:
        streams.end()
        await end(tasks)
