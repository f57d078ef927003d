"""The endpoints, in a process of their own: each answers in its mode, and what comes is written down before that.

`python -m chaos.receiver RECORD PORTS`: an endpoint's path is /<mode>/<number>; into the file PORTS go its own port and
its name server's. `PUT /` with a JSON list says which modes are in trouble from now on: all others answer 204.
"""

import asyncio
import itertools
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from name_server import NameServer

SLOW = 0.8  # seconds

Behaviour = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Receiver:
    """`record` is a file descriptor: two lines of JSON a call, one when it has come and one when it has ended."""

    def __init__(self, record: int) -> None:
        self.troubled: set[str] = set()
        self._record = record
        self._nth = itertools.count()

    async def trouble(self, request: web.Request) -> web.StreamResponse:
        self.troubled = set(await request.json())
        return web.Response(status=204)

    async def take(self, request: web.Request) -> web.StreamResponse:
        nth, at, went = next(self._nth), time.time(), "gone"
        body = (await request.read()).decode()
        self._note(nth=nth, at=at, path=request.path, headers=dict(request.headers), body=body)
        try:
            answer = await self._behaviour(request)(request)
            await answer.prepare(request)
            await answer.write_eof()
            went = str(answer.status)
            return answer
        finally:
            self._note(nth=nth, ended=time.time(), went=went)

    def _behaviour(self, request: web.Request) -> Behaviour:
        mode = request.path.split("/")[1]
        return BEHAVIOUR.get(mode, ok) if mode in self.troubled else ok

    def _note(self, **said: object) -> None:
        os.write(self._record, json.dumps(said).encode() + b"\n")


async def ok(request: web.Request) -> web.StreamResponse:
    return web.Response(status=204)


async def slow(request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(SLOW)
    return web.Response(status=200, text="at last")


async def hang(request: web.Request) -> web.StreamResponse:
    """Until the caller hangs up."""
    await asyncio.Event().wait()
    raise AssertionError


async def fail(request: web.Request) -> web.StreamResponse:
    return web.Response(status=500, text="oh")


async def reset(request: web.Request) -> web.StreamResponse:
    if request.transport:
        request.transport.abort()
    return await hang(request)


async def redirect(request: web.Request) -> web.StreamResponse:
    return web.Response(status=302, headers={"Location": "/stray/0"})


async def gone(request: web.Request) -> web.StreamResponse:
    return web.Response(status=410)


async def drip(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse()
    await answer.prepare(request)
    while True:
        await answer.write(b".")
        await asyncio.sleep(0.5)


BEHAVIOUR = {
    "slow": slow,
    "hang": hang,
    "500": fail,
    "reset": reset,
    "redirect": redirect,
    "410": gone,
    "drip": drip,
}


class Names(NameServer):
    """Every name is this machine's, once it answers."""

    def __init__(self, receiver: Receiver) -> None:
        super().__init__(["127.0.0.1"], 0)
        self._receiver = receiver

    def datagram_received(self, asked: bytes, who: tuple[str, int]) -> None:
        if "names" not in self._receiver.troubled:
            super().datagram_received(asked, who)


async def receive(record: Path, ports: Path) -> None:
    receiver = Receiver(os.open(record, os.O_WRONLY | os.O_APPEND | os.O_CREAT))
    app = web.Application()
    app.router.add_put("/", receiver.trouble)
    app.router.add_route("*", "/{path:.+}", receiver.take)
    runner = web.AppRunner(app, handler_cancellation=True, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    names, _ = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: Names(receiver), local_addr=("127.0.0.1", 0)
    )
    ports.write_text(f"{runner.addresses[0][1]} {names.get_extra_info('sockname')[1]}\n")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(receive(Path(sys.argv[1]), Path(sys.argv[2])))
