"""`loops serve`: PostgreSQL, Valkey, the web and the worker as children; what ends is started again."""

import contextlib
import gc
import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Protocol

from setproctitle import setproctitle

from loops.processes import embedded, lifeline, logs, port
from loops.processes.bell import Bell
from loops.processes.disk import UnusableFolder
from loops.settings import Settings

GRACE = 12.0  # seconds for requests and claimed deliveries; more than the 10 Granian gives its workers
STEADY = 30.0  # a child that lived this long is started again at once
LONGEST_PAUSE = 10.0
LOG_EVERY = 60.0  # seconds between looks at the servers' logs
CONSOLE = "loops.cli"
# What the children need. Loaded once, it is there at once for each of them, and in the memory once.
SHARED = ("loops.processes.web", "loops.processes.worker", "loops.commands.demo_board", "tortoise.backends.asyncpg")


class Child(Protocol):
    @property
    def name(self) -> str: ...
    def start(self) -> None: ...
    def ended(self) -> int | None:
        """Its exit code; none while it runs, and before it was started."""


class Program:
    """One of our own commands as a child. `said`: what was given to `loops serve` in words, as LOOPS_*."""

    def __init__(self, name: str, said: Mapping[str, str], folder: embedded.DataFolder | None) -> None:
        self.name = name
        self.process: BaseProcess | None = None
        self._environment = {**said, "LOOPS_PARENT_PID": str(os.getpid())}
        self._locks = folder.locks if folder else ()

    def start(self) -> None:
        self.process = lifeline.fork(become, self.name, self._environment, without=self._locks)

    def ended(self) -> int | None:
        return self.process.exitcode if self.process else None


def become(name: str, said: Mapping[str, str]) -> None:
    """What `loops NAME` does."""
    os.environ |= said
    sys.argv[1:] = [name]
    setproctitle(f"loops {name}")
    import_module(CONSOLE).main()


def serve(settings: Settings, said: Mapping[str, str], *, worker: bool = True) -> None:
    bell = Bell()
    bell.listen()
    with embedded.claimed(settings) as folder:
        # Not earlier: until the data folder is ours, a killed run may still be on its way out.
        port.refuse_taken(settings.host, settings.port)
        with embedded.started(settings, folder) as servers:
            if folder:
                folder.serve_at(settings.port)
            if lifeline.FORKS:
                load()
            prepare(Program("prepare", said, folder), servers, bell)
            if not settings.redis_url:
                say("no Valkey or Redis here: deliveries go out at the sweeper's pace")
            programs = [Program(name, said, folder) for name in ("web", *(["worker"] if worker else []))]
            with stopping_at_the_end(programs):
                if not bell.stopping:
                    start(programs)
                    watch([*servers, *programs], [server.log for server in servers], bell)


def load() -> None:
    gc.disable()  # nothing of it is garbage
    for module in SHARED:
        import_module(module)
    gc.freeze()  # a collection in a child would write to each object, and its page would be shared no more
    gc.enable()


def prepare(preparation: Program, servers: embedded.Servers, bell: Bell) -> None:
    """The schema, and what a first run founds. It says itself what is wrong."""
    with stopping_at_the_end([preparation]):
        preparation.start()
        for server in servers:
            server.wait_ready(bell.is_stopping)
        while preparation.ended() is None and not bell.stopping:
            bell.wait(None)
    if preparation.ended() and not bell.stopping:
        sys.exit(1)


def start(children: Iterable[Child]) -> None:
    for child in children:
        child.start()


def watch(children: Sequence[Child], written: Sequence[Path], bell: Bell) -> None:
    """Start again what ends, later and later while it keeps ending."""
    now = time.monotonic()
    born, pause, due = dict.fromkeys(children, now), dict.fromkeys(children, 0.1), dict[Child, float]()
    while not bell.stopping:
        now = time.monotonic()
        for child in children:
            if child not in due and child.ended() is not None:
                pause[child] = 0.2 if now - born[child] > STEADY else min(pause[child] * 2, LONGEST_PAUSE)
                due[child] = now + pause[child]
                say(f"{child.name} ended ({child.ended()}); again in {pause[child]:.1f} s")
        for child in [child for child, at in due.items() if at <= now]:
            del due[child]
            born[child] = now
            start_again(child)
        bell.wait(max(0.0, min([now + LOG_EVERY, *due.values()]) - time.monotonic()))
        for log in written:
            logs.rotate(log)


def start_again(child: Child) -> None:
    """What cannot be started now counts as ended: a full disk may be mended, a process table have room again."""
    try:
        child.start()
    except (OSError, UnusableFolder) as error:
        say(f"{child.name} does not start: {error}")


@contextlib.contextmanager
def stopping_at_the_end(programs: Sequence[Program]) -> Iterator[None]:
    try:
        yield
    finally:
        stop(programs)


def stop(programs: Sequence[Program]) -> None:
    """All at once, each with its whole session if it does not end in time."""
    alive = [program.process for program in programs if program.process and program.ended() is None]
    for process in alive:
        process.terminate()
    deadline = time.monotonic() + GRACE
    for process in alive:
        process.join(max(0.1, deadline - time.monotonic()))
        if process.pid and process.exitcode is None:
            os.killpg(process.pid, signal.SIGKILL)


def say(text: str) -> None:
    print(f"[serve] {text}", flush=True)
