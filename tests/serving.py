"""The web on a real socket, as its own process."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep

from conftest import DOMAIN, UNLIMITED

ROOT = Path(__file__).parents[1]


@contextmanager
def served(database: str, **more: str) -> Iterator[int]:
    """The port, on 127.0.0.1. `more` are settings, in which {port} stands for it."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--port", str(port)]
    settings = {
        "LOOPS_DATABASE_URL": database,
        "LOOPS_DOMAIN": DOMAIN,
        "LOOPS_SECRET_KEY": "0" * 32,
        "PYTHONPATH": "platform:tenants",
        **{f"LOOPS_{name.upper()}": str(most) for name, most in UNLIMITED.items()},
        **{f"LOOPS_{name.upper()}": value.format(port=port) for name, value in more.items()},
    }
    command.append("loops.app:create_app")
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        sleep(0.05)
    raise RuntimeError("the server has ended")
