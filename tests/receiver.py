"""An endpoint on a real socket: it notes what it is sent, and answers as it is told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ssl import SSLContext
from time import monotonic
from typing import Any, NamedTuple

from aiohttp import web
from multidict import CIMultiDictProxy

Behaviour = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Received(NamedTuple):
    headers: CIMultiDictProxy[str]
    body: bytes
    at: float


async def until(holds: Callable[[], Any], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.01)


async def noted(request: web.Request) -> web.StreamResponse:
    return web.Response(text="noted")


def status(code: int) -> Behaviour:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(status=code)

    return answer


@dataclass
class Receiver:
    """`busy` and `busiest`: how many requests it holds, and ever held at once. `gone`: those whose caller hung up."""

    url: str = ""
    port: int = 0
    behave: Behaviour = noted
    calls: list[Received] = field(default_factory=list)
    busy: int = 0
    busiest: int = 0
    gone: int = 0

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.calls.append(Received(request.headers, await request.read(), monotonic()))
        self.busy += 1
        self.busiest = max(self.busy, self.busiest)
        try:
            return await self.behave(request)
        except (asyncio.CancelledError, ConnectionError):
            self.gone += 1
            raise
        finally:
            self.busy -= 1

    async def got(self, n: int, seconds: float = 20) -> list[Received]:
        await until(lambda: len(self.calls) >= n, seconds)
        return self.calls


@asynccontextmanager
async def receiving(host: str = "127.0.0.1", tls: SSLContext | None = None) -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", receiver.answer)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, host, 0, ssl_context=tls)
    await site.start()
    receiver.port = runner.addresses[0][1]
    receiver.url = f"{'https' if tls else 'http'}://{host}:{receiver.port}/hook"
    try:
        yield receiver
    finally:
        await runner.cleanup()
