"""The embedded servers' logs: two files each, and neither grows without end."""

import contextlib
import os
import shutil
from pathlib import Path

LIMIT = 8 * 1024 * 1024  # bytes


def rotate(log: Path) -> None:
    """Its writer keeps the file open for appending, so what was written is copied beside it, and the file emptied."""
    with contextlib.suppress(OSError):  # a full disk above all: then without the copy
        if log.stat().st_size > LIMIT:
            with contextlib.suppress(OSError):
                shutil.copyfile(log, log.with_name(f"{log.name}.1"))
            os.truncate(log, 0)


def size(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0


def tail(log: Path, since: int, lines: int = 3) -> str:
    """The last of what was written after the first `since` bytes, on one line."""
    with open(log, "rb") as file:
        file.seek(max(since, size(log) - 4096))
        return " | ".join(file.read().decode(errors="replace").splitlines()[-lines:])
