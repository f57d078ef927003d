"""The web process: Granian, its workers, and how they stop."""

import asyncio
import contextlib
import os
import signal
import socket
import time

from granian.constants import Interfaces, Loops
from granian.server import Server
from quart import Quart

from loops.processes import lifeline, settings
from loops.settings import Settings

REQUEST_GRACE = 10  # seconds Granian gives a worker to finish its requests


class PortTaken(Exception):
    """Somebody listens there already."""


def serve_web(settings: Settings) -> None:
    Server(
        "loops.app:create_app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        workers=settings.web_workers,
        workers_kill_timeout=REQUEST_GRACE,
        respawn_failed_workers=True,
        websockets=False,
    ).serve(target_loader=_load)


def _load(target: str) -> Quart:
    """In each worker, first thing."""
    lifeline.end_with_parent(os.getppid())  # a Granian worker outlives a killed Granian, and holds its port
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        # Inherited from Granian's main, where they do nothing for us: a stop during our start would be lost.
        signal.signal(number, signal.SIG_DFL)
    from loops.app import create_app

    return create_app(settings.load())


def refuse_taken_port(host: str, port: int, patience: float = 3.0) -> None:
    """Granian binds with SO_REUSEPORT: a second server would start, and silently take half the requests."""
    deadline = time.monotonic() + patience
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        while True:
            try:
                return probe.bind((host, port))
            except OSError as error:
                if time.monotonic() > deadline:
                    raise PortTaken(f"{host}:{port} is not free ({error.strerror}): set LOOPS_PORT") from error
            time.sleep(0.1)


def ends_with_the_worker() -> asyncio.Event:
    """Set at SIGTERM: streams must end by themselves, Granian waits for them.

    Granian takes SIGINT as it takes SIGTERM, so the one is ours and the other is passed on to it.
    """
    stopping = asyncio.Event()

    def on_term() -> None:
        stopping.set()
        os.kill(os.getpid(), signal.SIGINT)

    with contextlib.suppress(RuntimeError, ValueError, NotImplementedError):  # not in the main thread: a test
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, on_term)
    return stopping
