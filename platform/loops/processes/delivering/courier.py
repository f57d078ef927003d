"""Hands over what is due: claims it, calls, and goes on; as much at once as there are hands."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

from loops.models.call import Caller
from loops.models.claim import Claim, Rooms, claim
from loops.models.outcome import hand_back, let_go, put_off, write_off
from loops.models.stamp import BATCH, stamp
from loops.processes.delivering.calls import LOOK_EVERY, Calls
from loops.processes.delivering.held import Held
from loops.processes.delivering.outcomes import Outcomes
from loops.processes.delivering.rounds import whenever
from loops.redis import end
from loops.safe import Unreadable
from loops.streaming import hints

log = logging.getLogger("loops.worker")

LEASE = 30.0  # seconds: a call's deadline, and as much again
GRACE = 6.0  # seconds for what is under way when we are told to stop
STAMP_EVERY = 0.2
UNREADABLE = "Nothing was sent: the secret of this webhook was encrypted under another LOOPS_SECRET_KEY."
UNREADABLE_WAITS = 60.0  # seconds, for the right one


class Courier:
    """A worker's one. `waits`: the seconds before a second attempt, a third, …; then a delivery has failed.

    `breaker`: the seconds that a failing endpoint is left alone, the first time, the second, and so on.
    """

    def __init__(
        self, caller: Caller, waits: Sequence[float], breaker: Sequence[float], *, hands: int, lease: float = LEASE
    ) -> None:
        self._caller = caller
        self._waits = waits
        self._lease = lease
        self._due, self._unstamped = asyncio.Event(), asyncio.Event()
        self._held = Held(hands)
        self._calls = Calls(caller.deadline)
        self._outcomes = Outcomes(self._held, waits, breaker, self._release)
        self._claiming: asyncio.Task[None] | None = None
        self._stopping = False
        self._look_for_lost, self._look_for_left = Every(1), Every(30)
        self._alone_at = 0.0

    def look(self) -> None:
        """Something may be due: what arq's job and the sweeper both say. Returns at once."""
        self._due.set()
        self._unstamped.set()

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Inside, it works. At the end it claims no more, finishes what it can in time, and hands back the rest."""
        claiming = asyncio.create_task(whenever(self._due, self._take_up))
        stamping = asyncio.create_task(whenever(self._unstamped, stamp_all, pause=STAMP_EVERY))
        writing = asyncio.create_task(whenever(self._outcomes.bell, self._outcomes.write))
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            self._stopping = True
            await end({claiming, stamping})
            if self._claiming:
                await asyncio.wait({self._claiming})
            await self._held.emptied(within=GRACE)
            await end({writing, watching, *self._calls.tasks()})
            await self._hand_back_the_rest()

    async def _take_up(self) -> None:
        if self._look_for_left():
            await let_go()
        any_twice_lost = self._look_for_lost() and await write_off(self._waits)
        if any(rooms := self._held.rooms()):
            await self._claim(rooms)
        if any_twice_lost and now() >= self._alone_at:
            await self._take_up_alone()

    async def _take_up_alone(self) -> None:
        """What has twice taken its worker with it is delivered when there is nothing else that it could take.

        Then all others get as much time as that took, waiting for them included.
        """
        began = now()
        await self._held.emptied()
        await self._claim(Rooms(1, 0), alone=True)
        await self._held.emptied()
        self._alone_at = now() + (now() - began)

    async def _claim(self, rooms: Rooms, *, alone: bool = False) -> None:
        """Shielded: whoever stops us in between must not leave claims that nobody knows of."""

        async def take() -> None:
            held, share = self._held.of_tenants, self._held.share
            claims = await claim(rooms, lease=self._lease, held=held, share=share, alone=alone)
            self._held.add(claims, until=now() + self._lease)
            for one in claims if not self._stopping else ():
                self._calls.begin(one.id, asyncio.create_task(self._deliver(one)))

        self._claiming = asyncio.create_task(take())
        await asyncio.shield(self._claiming)

    async def _deliver(self, one: Claim) -> None:
        try:
            outcome = await self._caller.call(one)
        except Unreadable:
            log.error("the secret of webhook %s was encrypted under another LOOPS_SECRET_KEY", one.webhook_id)
            try:
                await put_off(one, UNREADABLE, after=UNREADABLE_WAITS)
            finally:
                self._release(one.id)
        else:
            self._outcomes.add(one, outcome)
        finally:
            self._calls.end(one.id)

    async def _watch(self) -> None:
        """What takes long makes room for what does not."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            if any([self._held.takes_long(id) for id in self._calls.long()]):
                self._due.set()

    async def _hand_back_the_rest(self) -> None:
        try:
            await hand_back(self._held.tokens())
        except Exception as error:
            log.warning("claims could not be handed back, they end with their lease (%s)", error)

    def _release(self, id: UUID) -> None:
        self._held.release(id)
        self._due.set()  # there is room again, here and at its endpoint


class Every:
    """True at most once in so many seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._next = 0.0

    def __call__(self) -> bool:
        if now() < self._next:
            return False
        self._next = now() + self._seconds
        return True


async def stamp_all() -> None:
    more = True
    while more:
        stamped = await stamp()
        more = stamped == BATCH
        if stamped:
            await hints.tell()


def now() -> float:
    return asyncio.get_running_loop().time()
