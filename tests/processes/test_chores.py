"""What a worker does now and again goes on, whatever happens to one time of it."""

import asyncio
import contextlib

import pytest

from loops.processes.chores import now_and_again
from receiver import until


async def test_what_fails_is_tried_the_next_time(caplog: pytest.LogCaptureFixture) -> None:
    times: list[int] = []

    async def sweep() -> None:
        times.append(len(times))
        if len(times) == 1:
            raise OSError("away")

    going_on = asyncio.create_task(now_and_again(sweep, every=0.01))
    await until(lambda: len(times) >= 3)
    going_on.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await going_on
    assert "sweep failed (OSError: away)" in caplog.text
