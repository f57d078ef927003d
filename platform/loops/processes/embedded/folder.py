"""The data folder, and the two locks that say who uses it."""

import contextlib
import fcntl
import hashlib
import os
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from loops.processes.embedded import nobody
from loops.processes.places import EmbeddedError

POSTGRES_SOCKET = ".s.PGSQL.5432"
UNIX_PATH_LIMIT = 103  # sun_path: 107 characters on Linux, 103 on macOS
ORPHAN_LIMIT = 20.0  # seconds in which an orphaned PostgreSQL must have ended


class FolderInUse(Exception):
    """Another process serves from this data folder."""


class DataFolder:
    """`home` holds what lasts, `run` the sockets: short-lived, and short in name."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.postgres_data = home / "postgres"
        self._owner = self._servers = -1
        home.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
        self.run = _run_folder(home)

    @property
    def servers_lock(self) -> int:
        """PostgreSQL inherits this open file, so the lock lasts until the last of its processes has ended."""
        return self._servers

    def claim(self, patience: float = 3.0) -> None:
        """Become the owner. Whoever returns from here knows that nothing of an earlier run is alive."""
        self._owner = _open(self.home / "lock")
        if not _lock(self._owner, patience):
            self.release()
            raise FolderInUse(f"another `loops` uses {self.home}: stop it, or set another LOOPS_DATA_DIR")
        self._servers = _open(self.home / "servers.lock")
        if not _lock(self._servers, ORPHAN_LIMIT, self._stop_orphan):
            self.release()
            raise EmbeddedError(f"a PostgreSQL of an earlier run does not end: see {self.home}/postgres.log")
        # Here, and only here, are PostgreSQL's two pid files known to be stale, and their pid may be
        # anybody's by now, above all in a new container. When PostgreSQL is started again in one run they
        # stay: they keep the new one off what is left of the old.
        (self.postgres_data / "postmaster.pid").unlink(missing_ok=True)
        (self.run / f"{POSTGRES_SOCKET}.lock").unlink(missing_ok=True)

    def release(self) -> None:
        for file in (self._servers, self._owner):
            if file >= 0:
                os.close(file)
        self._owner = self._servers = -1

    def _stop_orphan(self, waited: float) -> None:
        """The owner is dead, its PostgreSQL is not: it is ending, was never told to (macOS), or hangs."""
        number = signal.SIGINT if waited < 5 else signal.SIGQUIT if waited < 10 else signal.SIGKILL
        with contextlib.suppress(OSError, ValueError, IndexError):
            os.kill(int((self.postgres_data / "postmaster.pid").read_text().split()[0]), number)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _lock(file: int, patience: float, meanwhile: Callable[[float], None] = lambda waited: None) -> bool:
    began = time.monotonic()
    while True:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        waited = time.monotonic() - began
        if waited > patience:
            return False
        meanwhile(waited)
        time.sleep(0.05)


def _run_folder(home: Path) -> Path:
    run = home / "run"
    if len(str(run / f"{POSTGRES_SOCKET}.lock")) > UNIX_PATH_LIMIT:
        digest = hashlib.sha256(str(home).encode()).hexdigest()[:10]
        run = Path(tempfile.gettempdir()) / f"loops-{os.getuid()}-{digest}"
    run.mkdir(mode=0o700, exist_ok=True)
    if run.is_symlink() or run.stat().st_uid not in (os.geteuid(), nobody.server_uid()):
        raise EmbeddedError(f"{run} belongs to somebody else: remove it, or shorten LOOPS_DATA_DIR")
    nobody.give(run)
    return run
