"""The web process: Granian, its workers, and how they stop."""

import asyncio
import gc
import os
import signal

from granian.constants import Interfaces, Loops
from granian.server import Server
from quart import Quart

from loops import db
from loops.app import create_app
from loops.processes import lifeline, port
from loops.settings import Settings

REQUEST_GRACE = 10  # seconds Granian gives a worker to finish its requests


def serve_web(settings: Settings) -> None:
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
    )
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as under `nohup`
        server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    # What is imported by now is shared with the workers, which are forks: left alone, its pages stay so.
    gc.freeze()
    server.serve(target_loader=_load)


def _load(target: str) -> Quart:
    """In each worker, first thing."""
    lifeline.end_with_parent(os.getppid())  # a Granian worker outlives a killed Granian, and holds its port
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        # Inherited from Granian's main, where they do nothing for us: a stop during our start would be lost.
        signal.signal(number, signal.SIG_DFL)
    return create_app(Settings.load())
