"""Replays are worked off second by second, by whichever worker comes first."""

import asyncio
import logging
import random
from collections.abc import Callable

from loops.models.replaying import work_off

log = logging.getLogger("loops.worker")

EVERY = 1.0  # seconds


async def replaying(look: Callable[[], None]) -> None:
    """For ever; `look` hears that something is due. What fails is tried in a second: nothing of it has happened."""
    while True:
        try:
            while await work_off():
                look()
        except Exception as error:
            log.warning("replays could not be worked off (%s: %s)", type(error).__name__, error)
        await asyncio.sleep(EVERY * random.uniform(0.8, 1.2))
