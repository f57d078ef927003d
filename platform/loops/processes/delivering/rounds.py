"""Work that is done whenever a bell has rung, one round after the other."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger("loops.worker")

AFTER_A_FAULT = 1.0  # seconds


async def whenever(bell: asyncio.Event, work: Callable[[], Awaitable[None]], *, pause: float = 0) -> None:
    """For ever, `pause` seconds between two rounds. What fails is tried at the next ring: the sweeper rings at last."""
    while True:
        await bell.wait()
        bell.clear()
        try:
            await work()
        except Exception as error:
            log.warning("%s failed (%s: %s)", work.__name__, type(error).__name__, error)
            await asyncio.sleep(AFTER_A_FAULT)
        await asyncio.sleep(pause)
