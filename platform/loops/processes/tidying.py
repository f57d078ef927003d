"""About once an hour: what is past its time goes."""

import asyncio
import logging
import random

from loops.models.retention import tidy

log = logging.getLogger("loops.worker")

EVERY = 3600.0  # seconds
SOON = 60.0  # after the start, which is busy with other things


async def tidying(soon: float = SOON) -> None:
    """For ever, from `soon` on. What fails is tried in an hour: age runs away from nobody."""
    await asyncio.sleep(soon * random.uniform(0.5, 1.5))
    while True:
        try:
            await tidy()
        except Exception as error:
            log.warning("what is past its time could not be deleted (%s: %s)", type(error).__name__, error)
        await asyncio.sleep(EVERY * random.uniform(0.8, 1.2))
