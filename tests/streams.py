"""Who listens to a stream, by HTTP as it is on the wire."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple, cast

from hypercorn.typing import ASGIReceiveEvent, HTTPScope
from quart import Quart
from werkzeug.datastructures import Headers

from visitor import ADDRESS

PATIENCE = 15.0  # seconds; the machine may be busy with other tests


class Heard(NamedTuple):
    id: int
    event: str
    data: Any


class Ear:
    """`texts` are what has come, block by block. With `deaf` it takes the first, and no more until it listens again."""

    def __init__(self, *, deaf: bool = False) -> None:
        self.status = 0
        self.headers = Headers()
        self.texts: list[str] = []
        self.over = asyncio.Event()
        self._came: asyncio.Queue[Heard] = asyncio.Queue()
        self._deaf = deaf
        self._gone, self._hears = asyncio.Event(), asyncio.Event()
        self._asked = False

    async def receive(self) -> ASGIReceiveEvent:
        if self._asked:
            await self._gone.wait()
            return {"type": "http.disconnect"}
        self._asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(self, event: Any) -> None:
        if event["type"] == "http.response.start":
            self.status = event["status"]
            self.headers = Headers([(name.decode(), value.decode()) for name, value in event["headers"]])
            return
        for text in event["body"].decode().split("\n\n"):
            self._hear(text)
        if self._deaf:
            await self._hears.wait()

    def _hear(self, text: str) -> None:
        if text:
            self.texts.append(text)
        if text.startswith("id: "):
            fields = dict(line.split(": ", 1) for line in text.splitlines())
            self._came.put_nowait(Heard(int(fields["id"]), fields["event"], json.loads(fields["data"])))

    async def next(self) -> Heard:
        async with asyncio.timeout(PATIENCE):
            return await self._came.get()

    async def several(self, count: int) -> list[Heard]:
        return [await self.next() for _ in range(count)]

    async def ended(self) -> bool:
        async with asyncio.timeout(PATIENCE):
            return await self.over.wait()

    async def pause(self) -> None:
        """Until something more may have come."""
        async with asyncio.timeout(PATIENCE):
            await asyncio.sleep(0.01)

    def listen_again(self) -> None:
        self._hears.set()

    def hang_up(self) -> None:
        self._gone.set()


@asynccontextmanager
async def listening(
    app: Quart,
    headers: dict[str, str],
    url: str = "/api/v1/stream",
    *,
    deaf: bool = False,
    method: str = "GET",
    peer: str = ADDRESS,
) -> AsyncIterator[Ear]:
    """From the moment on that something has come, or that it was refused."""
    path, _, query = url.partition("?")
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": (peer, 40000),
    }
    ear = Ear(deaf=deaf)
    asking = asyncio.create_task(app(cast(HTTPScope, scope), ear.receive, ear.send))
    asking.add_done_callback(lambda _: ear.over.set())
    async with asyncio.timeout(PATIENCE):
        while not (ear.texts or asking.done()):
            await asyncio.sleep(0.005)
    yield ear
    ear.hang_up()
    await asking
