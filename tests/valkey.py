"""A real Valkey for tests: the wheel's program, as a child that cannot outlive its parent."""

import ctypes
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loops.processes.places import valkey_program

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


class Valkey:
    """On a unix socket, holding nothing on disk."""

    def __init__(self, home: Path) -> None:
        self.socket = home / "valkey.sock"
        self.url = f"unix://{self.socket}"
        self.start()

    def start(self) -> None:
        program = valkey_program()
        assert program
        libc = ctypes.CDLL(None)
        self.process = subprocess.Popen(
            [program, "--port", "0", "--unixsocket", self.socket, "--save", "", "--dir", self.socket.parent],
            stdout=subprocess.DEVNULL,
            preexec_fn=lambda: libc.prctl(DIE_WITH_PARENT, signal.SIGKILL),
        )
        while not self.answers():
            assert self.process.poll() is None

    def answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.socket)) == 0

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.socket.unlink(missing_ok=True)

    def restart(self) -> None:
        self.kill()
        self.start()


@contextmanager
def valkey() -> Iterator[Valkey]:
    with tempfile.TemporaryDirectory(prefix="loops-vk-") as home:
        server = Valkey(Path(home))
        try:
            yield server
        finally:
            server.kill()
