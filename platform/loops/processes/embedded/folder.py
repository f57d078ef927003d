"""The data folder, and the locks that say who uses it."""

import contextlib
import fcntl
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from loops.processes import disk
from loops.processes.disk import UnusableFolder
from loops.processes.embedded import nobody
from loops.processes.places import POSTGRES_SOCKET, EmbeddedError, run_folder

ORPHAN_LIMIT = 20.0  # seconds in which an orphaned PostgreSQL must have ended
GUEST_LIMIT = 60.0  # seconds that a command's PostgreSQL is kept for another command


class FolderInUse(Exception):
    """Another process serves from this data folder."""


class DataFolder:
    """`home` holds what lasts, `run` the sockets: short-lived, and short in name.

    Three locks: its `owner` starts the servers and stops them; `servers` is held by PostgreSQL itself, so it tells
    an owner that lives from servers that outlived theirs; `guests` are commands that use another's servers.
    """

    def __init__(self, home: Path) -> None:
        self.home = disk.made(home)
        self.postgres_data = home / "postgres"
        self._owner = self._servers = -1
        self._port = home / "port"
        with disk.writing_to(home):
            self._refuse_a_strangers()
            self.run = _made_run_folder(home)

    @property
    def servers_lock(self) -> int:
        """PostgreSQL inherits this open file, so the lock lasts until the last of its processes has ended."""
        return self._servers

    @property
    def locks(self) -> tuple[int, int]:
        """The open files that make us the owner."""
        return self._owner, self._servers

    def claim(self, patience: float = 3.0) -> None:
        """Become the owner. Whoever returns from here knows that nothing of an earlier run is alive."""
        with disk.writing_to(self.home):
            self._owner = _open(self.home / "lock")
            self._servers = _open(self.home / "servers.lock")
        if not _lock(self._owner, patience):
            self.release()
            raise FolderInUse(f"another `loops` uses {self.home}: stop it, or set another LOOPS_DATA_DIR")
        if not _lock(self._servers, ORPHAN_LIMIT, self._stop_orphan):
            self.release()
            raise EmbeddedError(f"a PostgreSQL of an earlier run does not end: see {self.home}/postgres.log")
        # Here, and only here, are PostgreSQL's two pid files known to be stale, and their pid may be
        # anybody's by now, above all in a new container. When PostgreSQL is started again in one run they
        # stay: they keep the new one off what is left of the old.
        (self.postgres_data / "postmaster.pid").unlink(missing_ok=True)
        (self.run / f"{POSTGRES_SOCKET}.lock").unlink(missing_ok=True)
        self._port.unlink(missing_ok=True)

    def serve_at(self, port: int) -> None:
        """Tell commands, which cannot know what `loops serve` was told in words."""
        with disk.writing_to(self.home), os.fdopen(_open(self._port), "w") as file:
            file.write(str(port))

    @property
    def served_at(self) -> int | None:
        """For whom the owner's servers let in: the port of that `loops serve`, or nothing where a command is it."""
        with contextlib.suppress(OSError, ValueError):
            return int(self._port.read_text())
        return None

    def release(self) -> None:
        for file in (self._servers, self._owner):
            if file >= 0:
                os.close(file)
        self._owner = self._servers = -1

    @contextlib.contextmanager
    def as_guest(self) -> Iterator[bool]:
        """While a command is inside, the owner's servers are not stopped under it; false when they are ending."""
        with _opened(self.home / "guests.lock") as lock:
            yield _lock(lock, 0, how=fcntl.LOCK_SH)

    @contextlib.contextmanager
    def without_guests(self) -> Iterator[None]:
        """Begins when no guest is left, and lets no other in."""
        with _opened(self.home / "guests.lock") as lock:
            _lock(lock, GUEST_LIMIT)
            yield

    def _stop_orphan(self, waited: float) -> None:
        """The owner is dead, its PostgreSQL is not: it is ending, was never told to (macOS), or hangs."""
        number = signal.SIGINT if waited < 5 else signal.SIGQUIT if waited < 10 else signal.SIGKILL
        with contextlib.suppress(OSError, ValueError, IndexError):
            os.kill(int((self.postgres_data / "postmaster.pid").read_text().split()[0]), number)

    def _refuse_a_strangers(self) -> None:
        """PostgreSQL runs as its data's owner or not at all."""
        if self.postgres_data.exists() and (owner := self.postgres_data.stat().st_uid) != nobody.server_uid():
            name = nobody.called(owner)
            raise UnusableFolder(self.home, f"its database belongs to {name}", f"run Loops as {name} as before")


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int]:
    file = _open(path)
    try:
        yield file
    finally:
        os.close(file)


def _lock(
    file: int, patience: float, meanwhile: Callable[[float], None] = lambda waited: None, *, how: int = fcntl.LOCK_EX
) -> bool:
    began = time.monotonic()
    while True:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(file, how | fcntl.LOCK_NB)
            return True
        waited = time.monotonic() - began
        if waited >= patience:
            return False
        meanwhile(waited)
        time.sleep(0.05)


def _made_run_folder(home: Path) -> Path:
    run = run_folder(home)
    run.mkdir(mode=0o700, exist_ok=True)
    if run.is_symlink() or run.stat().st_uid not in (os.geteuid(), nobody.server_uid()):
        raise EmbeddedError(f"{run} belongs to somebody else: remove it, or shorten LOOPS_DATA_DIR")
    nobody.give(run)
    return run
