"""A receiver, a Valkey, and workers of which each test says what they are made of."""

import asyncio
import signal
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from caller import Caller
from conftest import settings
from loops.processes import lifeline
from loops.processes.delivering import Courier
from loops.processes.places import valkey_program
from loops.processes.worker import delivering
from loops.settings import Settings
from receiver import Receiver, receiving

At = Callable[..., AbstractAsyncContextManager[Courier]]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        yield receiver


@pytest.fixture
def hook(ada: Caller, receiver: Receiver) -> Callable[..., Awaitable[Any]]:
    """Subscribes the receiver; gives the webhook as the API answers it, its secret included."""

    async def subscribe(**fields: object) -> Any:
        status, webhook, _ = await ada("POST", "/webhooks", {"url": receiver.url, **fields})
        assert status == 201, webhook
        return webhook

    return subscribe


@asynccontextmanager
async def working(made: Settings, **limits: float) -> AsyncIterator[Courier]:
    """A worker whose sweeper is in a hurry."""
    async with delivering(made, **limits) as courier:
        sweeping = asyncio.create_task(in_a_hurry(courier))
        try:
            yield courier
        finally:
            sweeping.cancel()


async def in_a_hurry(courier: Courier) -> None:
    while True:
        courier.look()
        await asyncio.sleep(0.02)


@pytest.fixture
def worker(database: str) -> At:
    """`async with worker(retry_schedule=…)` is one at work."""

    def start(deadline: float = 15, **more: Any) -> AbstractAsyncContextManager[Courier]:
        return working(settings(database, **more), deadline=deadline)

    return start


@pytest.fixture
def valkey() -> Iterator[str]:
    """The URL of one of the test's own."""
    with tempfile.TemporaryDirectory(prefix="lv-", dir="/tmp") as home:
        place = Path(home) / "s"
        program = valkey_program()
        assert program
        process = lifeline.spawn([program, "--port", "0", "--unixsocket", place, "--save", "", "--dir", home])
        try:
            yield f"unix://{place}"
        finally:
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()
