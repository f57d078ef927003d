from collections.abc import Iterator
from pathlib import Path

import pytest

import forking
from console import SECRET_KEY, Console
from forking import Forker


@pytest.fixture(scope="session")
def forker() -> Iterator[Forker]:
    with forking.forker() as made:
        yield made


@pytest.fixture
def loops(database: str, empty: None, tmp_path: Path, forker: Forker) -> Console:
    """The console script on an empty database."""
    settings = {"DATABASE_URL": database, "SECRET_KEY": SECRET_KEY, "DOMAIN": "your-loop.test"}
    return Console(tmp_path, settings, forker)
