"""Each way out, a receiver outside, and one inside that must never hear of anything."""

from collections.abc import AsyncIterator

import pytest

from outbound.ways import OUTSIDE, Way, by_session, by_transport
from receiver import Receiver, receiving


@pytest.fixture(params=[by_session, by_transport], ids=["session", "transport"])
def way(request: pytest.FixtureRequest) -> Way:
    found: Way = request.param
    return found


@pytest.fixture
async def outside() -> AsyncIterator[Receiver]:
    async with receiving(OUTSIDE) as receiver:
        yield receiver


@pytest.fixture
async def inside() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        yield receiver
        assert receiver.calls == []
