"""Through Redis, that events were stamped: streams hear of them at once. Without it they do within a second."""

import asyncio
import logging
import random
from collections.abc import Callable

from arq.connections import ArqRedis

from loops import redis

log = logging.getLogger(__name__)

STAMPED = "loops:stamped"
PAUSE = 1.0  # seconds until Redis is tried again
WAIT = 3.0  # seconds; less than the connection's own time-out


async def tell() -> None:
    """Best effort. Raises nothing."""
    await redis.current().ask(publish)


async def publish(connected: ArqRedis) -> None:
    await connected.publish(STAMPED, "")


async def hear(url: str, heard: Callable[[], None]) -> None:
    """For ever."""
    while True:
        try:
            await hear_once(url, heard)
        except Exception as error:  # whatever it is: what is not heard is looked for
            log.debug("no hints from Redis (%r)", error)
        await asyncio.sleep(PAUSE * random.uniform(0.8, 1.2))


async def hear_once(url: str, heard: Callable[[], None]) -> None:
    connected = redis.client(url)
    try:
        async with connected.pubsub(ignore_subscribe_messages=True) as listening:
            await listening.subscribe(STAMPED)
            while True:
                if await listening.get_message(timeout=WAIT):
                    heard()
    finally:
        await redis.closed(connected)
