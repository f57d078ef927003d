from pathlib import Path

import pytest

from console import SECRET_KEY, Console


@pytest.fixture
def loops(database: str, empty: None, tmp_path: Path) -> Console:
    """The console script on an empty database."""
    return Console(tmp_path, {"DATABASE_URL": database, "SECRET_KEY": SECRET_KEY, "DOMAIN": "your-loop.test"})
