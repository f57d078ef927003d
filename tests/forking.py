"""Runs commands as forks of one process that has imported them all, which each would take a second for."""

import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).parents[1]


class Forker:
    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin
        assert process.stdout
        self._asking, self._answering = process.stdin, process.stdout

    def run(self, words: list[str], folder: Path, environment: dict[str, str], out: Path, err: Path) -> int:
        """The exit code of `loops` with these words, told into two files."""
        asked = {"words": words, "folder": str(folder), "environment": environment, "told": [str(out), str(err)]}
        self._asking.write(json.dumps(asked) + "\n")
        self._asking.flush()
        return int(self._answering.readline())


@contextmanager
def forker() -> Iterator[Forker]:
    """It ends with its stdin."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}/platform:{ROOT}/tenants"}
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, __file__], env=environment, **pipes) as process:
        yield Forker(process)


def wait_to_be_one() -> None:
    """Returns in a fork alone, which then is as a process that was started with these words."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            return become(json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    sys.exit()


def become(asked: dict[str, Any]) -> None:
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv[1:] = asked["words"]
    for number, path in enumerate([os.devnull, *asked["told"]]):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), number)


def leave(code: int | str | None) -> NoReturn:
    """With what Python would say of it, but at once: to take down all that was imported costs more than a command."""
    if isinstance(code, str):
        print(code, file=sys.stderr)
    gc.collect()  # who forgot to await or to close something is told now
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(1 if isinstance(code, str) else code or 0)


if __name__ == "__main__":
    from loops import cli

    for module in ("tortoise.backends.asyncpg", *(f"loops.commands.{name}" for name in set(cli.COMMANDS.values()))):
        import_module(module)
    gc.freeze()  # else each fork copies what it only looks through
    wait_to_be_one()
    try:
        cli.main()
    except SystemExit as end:
        leave(end.code)
