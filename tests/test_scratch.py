import os
import tempfile
from pathlib import Path

import pytest

from scratch import folder

MUCH = 1 << 60


def test_what_is_started_writes_where_the_tests_do() -> None:
    assert os.environ["TMPDIR"] == tempfile.gettempdir()


def test_memory_is_written_to_where_there_is_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TMPDIR")
    assert folder(str(tmp_path), each=1) == str(tmp_path)
    assert folder(str(tmp_path), each=MUCH) == tempfile.gettempdir() != str(tmp_path)
    assert folder(str(tmp_path / "none"), each=1) == tempfile.gettempdir()


def test_a_folder_that_is_given_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TMPDIR", tempfile.gettempdir())
    assert folder(str(tmp_path), each=1) == tempfile.gettempdir()
