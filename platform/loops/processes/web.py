"""The web process: Granian, its workers, and how they stop."""

import asyncio
import contextlib
import gc
import os
import resource
import signal
from functools import partial

from granian.constants import Interfaces, Loops
from granian.server import Server
from quart import Quart

from loops import db
from loops.app import create_app
from loops.pages.warming import warm
from loops.processes import lifeline, port
from loops.settings import Settings

CONNECTIONS = 10_000  # of a worker: Granian would take 1 024 of all, and streams are connections that stay
NAME = "loops web"  # as `ps` shows it; a worker's has its number after it
REQUEST_GRACE = 10  # seconds Granian gives a worker to finish its requests


def serve_web(settings: Settings) -> None:
    have_room()
    asyncio.run(db.role_at(settings.database_url))  # here a fault is one line, in a worker it would be many
    server = Server(
        "loops.app:create_app",
        address=port.address(settings.host),
        port=settings.port,
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        workers=settings.web_workers,
        workers_kill_timeout=REQUEST_GRACE,
        respawn_failed_workers=True,
        websockets=False,
        backpressure=CONNECTIONS,
        process_name=NAME,
    )
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as under `nohup`
        server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    warm()
    # What is there by now is shared with the workers, which are forks: left alone, its pages stay so.
    gc.freeze()
    server.serve(target_loader=_load)


def _load(target: str) -> Quart:
    """In each worker, first thing."""
    lifeline.end_with_parent(os.getppid())  # a Granian worker outlives a killed Granian, and holds its port
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        # Inherited from Granian's main, where they do nothing for us: a stop during our start would be lost.
        signal.signal(number, signal.SIG_DFL)
    app = create_app(Settings.load())
    app.before_serving(partial(end_streams_at_a_stop, app))
    return app


async def end_streams_at_a_stop(app: Quart) -> None:
    """Granian would wait for them. It takes SIGINT as it takes SIGTERM, so the one is ours, and the other goes on."""

    def stop() -> None:
        app.extensions["streams"].end()
        os.kill(os.getpid(), signal.SIGINT)

    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop)


def have_room() -> None:
    """Each stream is an open file, and shells allow a thousand."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):  # macOS says that there is no limit, and has one
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
