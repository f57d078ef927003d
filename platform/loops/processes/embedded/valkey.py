"""Valkey as a child of ours, on a unix socket, holding nothing that must last."""

import contextlib
import socket
import subprocess
import time
from pathlib import Path

from loops.processes import lifeline
from loops.processes.embedded.folder import DataFolder
from loops.processes.places import EmbeddedError

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
        self.socket = folder.run / "valkey.sock"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def start(self) -> None:
        self._stop_orphan()
        words = [word for name, value in SETTINGS.items() for word in (f"--{name}", value)]
        words += ["--unixsocket", str(self.socket), "--dir", str(self.home)]
        # Its death signal is SIGKILL: a Valkey that ends in good order unlinks the socket's name, which may
        # be its successor's by then.
        self.process = lifeline.spawn([self.program, *words], log=self.home / "valkey.log")

    def wait_ready(self, limit: float = 10) -> None:
        deadline = time.monotonic() + limit
        while not answers(self.socket):
            if self.process is None or self.process.poll() is not None or time.monotonic() > deadline:
                raise EmbeddedError(f"Valkey did not start: see {self.home}/valkey.log")
            time.sleep(0.005)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
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
