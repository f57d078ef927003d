from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from quart import Quart

from caller import Caller
from loops.streaming.feed import Streams
from streams import Ear, listening

Listen = Callable[..., AbstractAsyncContextManager[Ear]]


@pytest.fixture
def streams(app: Quart, monkeypatch: pytest.MonkeyPatch) -> Iterator[Streams]:
    """They last, and hear of what was stamped soon."""
    monkeypatch.setattr("loops.streaming.feed.EVERY", 0.02)
    found: Streams = app.extensions["streams"]
    found.hint()  # the test before may have let it wait for long
    before, found.longest = found.longest, 600
    yield found
    found.longest = before


@pytest.fixture
def listen(app: Quart, streams: Streams) -> Listen:
    """`async with listen(bob) as ear`, with a `last` event that bob knows of."""

    def begin(by: Caller, last: object = None, **more: Any) -> AbstractAsyncContextManager[Ear]:
        return listening(app, by.headers | ({} if last is None else {"Last-Event-ID": str(last)}), **more)

    return begin
