"""A command uses the servers of a running `loops serve`, or starts them for its own length."""

import signal
import subprocess
import sys
from collections.abc import Callable

import psutil

from processes.harness import Serve, until

MakeServe = Callable[..., Serve]
STAY = """
import sys
from loops.processes import embedded
from loops.settings import Settings
with embedded.database(Settings.load()):
    print("in", flush=True)
    sys.stdin.read()
"""


def visitor(serve: Serve) -> "subprocess.Popen[bytes]":
    """A command that stays until its standard input ends."""
    words, pipe = [sys.executable, "-c", STAY], subprocess.PIPE
    process = subprocess.Popen(words, env=serve.environment, stdin=pipe, stdout=pipe)
    assert process.stdout
    assert process.stdout.readline() == b"in\n"
    return process


def test_a_command_joins_a_running_serve(looked_at: Serve) -> None:
    done = looked_at.run("migrate")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_command_works_without_a_serve(make_serve: MakeServe) -> None:
    alone = make_serve()
    assert alone.run("migrate").returncode == 0
    assert not (alone.data / "postgres/postmaster.pid").exists()


def test_a_database_is_not_stopped_under_another_command(make_serve: MakeServe) -> None:
    alone = make_serve()
    with visitor(alone) as first, visitor(alone) as second:
        assert first.stdin
        assert second.stdin
        first.stdin.close()
        until(lambda: "guests.lock" in str(psutil.Process(first.pid).open_files()))  # waits for those
        assert alone.query("SELECT 1") == 1
        second.stdin.close()
    assert (first.returncode, second.returncode) == (0, 0)


def test_a_serve_is_refused_while_a_command_has_the_database(make_serve: MakeServe) -> None:
    alone = make_serve()
    with visitor(alone) as command:
        assert alone.refused("serve").startswith("another `loops` uses")
        assert command.stdin
        command.stdin.close()


def test_a_link_leads_to_the_serve_that_runs(make_serve: MakeServe) -> None:
    def linked(**settings: str) -> str:
        done = serve.run("sign-in-link", "--tenant", "acme", **settings)
        return done.stdout.partition("/sign-in/")[0]

    serve = make_serve().start("--no-worker")
    assert linked(LOOPS_PORT="") == f"http://localhost:{serve.port}"
    assert linked(LOOPS_PORT="8001") == "http://localhost:8001"
    serve.stop(signal.SIGKILL)
    assert linked(LOOPS_PORT="") == "http://localhost:8000"
