"""Valkey as a child of ours, on a unix socket, holding nothing that must last."""

import contextlib
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from loops.processes import lifeline, logs
from loops.processes.embedded.folder import DataFolder
from loops.processes.places import VALKEY_SOCKET, EmbeddedError

SETTINGS = {
    "port": "0",
    "unixsocketperm": "700",
    "save": "",
    "appendonly": "no",
    "maxmemory": "64mb",
    "maxmemory-policy": "volatile-ttl",
    "daemonize": "no",
}


class Valkey:
    name = "valkey"

    def __init__(self, folder: DataFolder, program: Path) -> None:
        self.program = program
        self.home = folder.home
        self.log = folder.home / "valkey.log"
        self.socket = folder.run / VALKEY_SOCKET
        self.process: subprocess.Popen[bytes] | None = None
        self._logged = 0  # bytes, before this start

    def start(self) -> None:
        self._stop_orphan()
        logs.rotate(self.log)
        self._logged = logs.size(self.log)
        words = [word for name, value in SETTINGS.items() for word in (f"--{name}", value)]
        words += ["--unixsocket", str(self.socket), "--dir", str(self.home)]
        # Its death signal is SIGKILL: a Valkey that ends in good order unlinks the socket's name, which may
        # be its successor's by then.
        self.process = lifeline.spawn([self.program, *words], log=self.log)

    def ended(self) -> int | None:
        return self.process.poll() if self.process else None

    def wait_ready(self, cancelled: Callable[[], bool] = lambda: False, limit: float = 10) -> None:
        deadline = time.monotonic() + limit
        while not answers(self.socket) and not cancelled():
            if self.process is None or self.ended() is not None or time.monotonic() > deadline:
                raise EmbeddedError(f"Valkey did not start: {logs.tail(self.log, self._logged)}")
            time.sleep(0.005)

    def stop(self) -> None:
        if self.process is not None and self.ended() is None:
            self.process.kill()
            self.process.wait()
        self.socket.unlink(missing_ok=True)

    def _stop_orphan(self) -> None:
        """Where the kernel does not end it with its parent (macOS)."""
        with socket.socket(socket.AF_UNIX) as orphan, contextlib.suppress(OSError):
            orphan.settimeout(5)
            orphan.connect(str(self.socket))
            orphan.sendall(b"SHUTDOWN NOSAVE\r\n")
            while orphan.recv(64):
                pass


def answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(1)
        return probe.connect_ex(str(path)) == 0
