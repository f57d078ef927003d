"""The installation's secret, LOOPS_SECRET_KEY: in the embedded mode made once, and kept beside the data."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from loops.processes import disk

SHORTEST = 32  # characters
MAKE = 'python3 -c "import secrets; print(secrets.token_urlsafe(32))"'


def kept(home: Path) -> str:
    """The key in `home`/secret_key (mode 0600), made by whoever comes first."""
    file = disk.made(home) / "secret_key"
    with disk.writing_to(home):
        if not file.exists():
            _make(file)
        return file.read_text().strip()


def _make(file: Path) -> None:
    """Whole or not at all: several processes may be starting, and one may be killed in the middle."""
    with NamedTemporaryFile("w", dir=file.parent, prefix="secret_key.") as new:  # mode 0600
        new.write(secrets.token_urlsafe(32) + "\n")
        new.flush()
        os.fsync(new.fileno())
        with suppress(FileExistsError):
            os.link(new.name, file)
