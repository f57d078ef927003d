"""What a worker does besides delivering, now and again; whichever worker comes first."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable

from loops.models import board
from loops.models.copying import copy_on
from loops.models.own_domain import look_again
from loops.models.replaying import work_off
from loops.models.retention import tidy
from loops.outbound.records import Records

log = logging.getLogger("loops.worker")

Chore = Callable[[], Awaitable[None]]


async def replaying(look: Callable[[], None]) -> None:
    """Replays are worked off second by second; `look` hears that something is due."""

    async def replay() -> None:
        while await work_off():
            look()

    await now_and_again(replay, every=1)


async def copying() -> None:
    """The voters of large duplicates, piece by piece."""

    async def copy() -> None:
        while await copy_on():
            pass

    await now_and_again(copy, every=1)


async def looking_after_domains(records: Records) -> None:
    """Custom domains are looked for once a day each, so that a minute is soon enough."""

    async def look() -> None:
        while await look_again(records):
            pass

    await now_and_again(look, every=60, soon=10)


async def tidying(soon: float = 60) -> None:
    """About once an hour what is past its time goes, and all that is left of tenants who were deleted a while ago.

    Not at the start, which is busy with other things.
    """

    async def tidy_up() -> None:
        await tidy()
        async for _ in board.clear_overdue():
            pass

    await now_and_again(tidy_up, every=3600, soon=soon)


async def now_and_again(work: Chore, *, every: float, soon: float = 0) -> None:
    """For ever, from `soon` on, `every` so many seconds. What fails is tried the next time: none of it runs away."""
    await asyncio.sleep(soon * random.uniform(0.5, 1.5))
    while True:
        try:
            await work()
        except Exception as error:
            log.warning("%s failed (%s: %s)", work.__name__, type(error).__name__, error)
        await asyncio.sleep(every * random.uniform(0.8, 1.2))
