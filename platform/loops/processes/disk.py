"""The data folder as the disk sees it: made where it is missing, and what is wrong with it in one line."""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

MIB = 1024 * 1024
REMEDIES = {
    errno.ENOSPC: "free some space, or set another LOOPS_DATA_DIR",
    errno.EDQUOT: "free some space, or set another LOOPS_DATA_DIR",
    errno.EACCES: "run Loops as the folder's owner, or set another LOOPS_DATA_DIR",
    errno.EPERM: "run Loops as the folder's owner, or set another LOOPS_DATA_DIR",
}


class UnusableFolder(Exception):
    """What must be kept cannot be; the message says why, and what to do."""

    def __init__(self, home: Path, fault: str, remedy: str = "set another LOOPS_DATA_DIR") -> None:
        super().__init__(f"the data folder {home} cannot be used ({fault}): {remedy}")


@contextlib.contextmanager
def writing_to(home: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        remedy = REMEDIES.get(error.errno or 0, "set another LOOPS_DATA_DIR")
        raise UnusableFolder(home, error.strerror or str(error), remedy) from error


def made(home: Path) -> Path:
    """The data folder. Root's may be passed through, for there PostgreSQL runs as somebody else."""
    with writing_to(home):
        home.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
    return home


def look_for_full(words: str) -> None:
    """What a program said that failed: where a disk was full in the midst of it, that is what is wrong."""
    if (fault := os.strerror(errno.ENOSPC)) in words:
        raise OSError(errno.ENOSPC, fault)


def demand(home: Path, room: int) -> None:
    """`room` bytes must be free. Programs that run out of space in mid-start say it in many words, or in none."""
    found = os.statvfs(home)
    if (free := found.f_bavail * found.f_frsize) < room:
        fault = f"{free // MIB} MiB are free, and {room // MIB} are needed"
        raise UnusableFolder(home, fault, REMEDIES[errno.ENOSPC])
