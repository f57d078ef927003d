"""What `loops serve` starts, and what it finds again."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from loops.processes import logs
from processes.harness import PATHS, Serve, living

MakeServe = Callable[..., Serve]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="root alone can do this")


def test_a_first_start_makes_what_the_second_finds_whatever_the_folder_is_called(make_serve: MakeServe) -> None:
    serve = make_serve(None, name="a+b, %41 & ü#\"'?").start()
    assert "Secret key       loop_sk_" in serve.log()
    assert serve.home.stat().st_mode & 0o777 == 0o700  # a closed folder stays closed, though PostgreSQL is in it
    key = (serve.data / "secret_key").read_text()
    assert serve.query("SELECT count(*) FROM aerich") > 0
    serve.stop()
    (serve.data / "postgres.log").write_bytes(b"x" * (logs.LIMIT + 1))
    serve.start()
    assert serve.log().count("loop_sk_") == 2  # its own line and the one to try it by, at the first start alone
    assert (serve.data / "secret_key").read_text() == key
    assert (serve.data / "postgres.log").stat().st_size < logs.LIMIT
    assert "away" not in serve.log()  # Redis


def test_idle_it_needs_little_memory(serve: Serve) -> None:
    used = {process: process.memory_full_info().pss / 1e6 for process in serve.all()}
    assert used[serve.find("web worker")] < 90
    assert used[serve.find("worker")] < 90
    assert sum(used.values()) < 225


def test_the_servers_are_begun_before_anything_is_loaded_that_serves_requests() -> None:
    code = "import loops.processes.supervisor, loops.commands.running, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], env=PATHS, capture_output=True, text=True, check=True).stdout
    assert not {"quart", "tortoise", "asyncpg", "aiohttp"} & set(loaded.split())


def test_what_is_said_in_words_goes_before_the_environment(make_serve: MakeServe) -> None:
    serve = make_serve(LOOPS_PORT="1", LOOPS_WEB_WORKERS="1")
    serve.start("--port", str(serve.port), "--workers", "3", "--no-worker")
    assert len([child for child in serve.find("web").children() if living([child])]) == 3
    with pytest.raises(LookupError):
        serve.find("worker")


def test_serve_gives_its_children_no_filled_in_url(looked_at: Serve) -> None:
    for name in ("web", "worker"):
        assert not {"LOOPS_DATABASE_URL", "LOOPS_REDIS_URL"} & looked_at.find(name).environ().keys()


def test_what_is_kept_is_for_its_owner_alone(looked_at: Serve) -> None:
    files = [file for file in (looked_at.data).iterdir() if file.is_file()]
    assert {"lock", "postgres.log", "secret_key", "valkey.log"} <= {file.name for file in files}
    assert {file.stat().st_mode & 0o077 for file in files} == {0}


@as_root
def test_under_root_postgres_is_nobody_without_a_right_that_it_does_not_need(looked_at: Serve) -> None:
    postgres = looked_at.find("postgres")
    assert postgres.username() == "nobody"
    assert re.search(r"^CapEff:\t0+$", Path(f"/proc/{postgres.pid}/status").read_text(), re.MULTILINE)
