"""`loops serve`: PostgreSQL, Valkey, the web and the worker as children; what ends is started again."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from loops.processes import embedded, lifeline, logs, port
from loops.processes.bell import Bell
from loops.processes.disk import UnusableFolder
from loops.settings import Settings

GRACE = 12.0  # seconds for requests and claimed deliveries; more than the 10 Granian gives its workers
STEADY = 30.0  # a child that lived this long is started again at once
LONGEST_PAUSE = 10.0
LOG_EVERY = 60.0  # seconds between looks at the servers' logs


class Child(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def process(self) -> subprocess.Popen[bytes] | None: ...
    def start(self) -> None: ...


class Program:
    """One of our own commands as a child. `said`: what was given to `loops serve` in words, as LOOPS_*."""

    def __init__(self, name: str, said: Mapping[str, str]) -> None:
        self.name = name
        self.process: subprocess.Popen[bytes] | None = None
        self._environment = {**os.environ, **said, "LOOPS_PARENT_PID": str(os.getpid())}

    def start(self) -> None:
        self.process = lifeline.spawn([sys.executable, "-m", "loops.cli", self.name], env=self._environment)


def serve(settings: Settings, said: Mapping[str, str], *, worker: bool = True) -> None:
    bell = Bell()
    bell.listen()
    with embedded.claimed(settings) as folder:
        # Not earlier: until the data folder is ours, a killed run may still be on its way out.
        port.refuse_taken(settings.host, settings.port)
        with embedded.started(settings, folder) as servers:
            prepare(Program("prepare", said), servers, bell)
            if not settings.redis_url:
                say("no Valkey or Redis here: deliveries go out at the sweeper's pace")
            programs = [Program(name, said) for name in ("web", *(["worker"] if worker else []))]
            with stopping_at_the_end(programs):
                if not bell.stopping:
                    start(programs)
                    watch([*servers, *programs], [server.log for server in servers], bell)


def prepare(preparation: Program, servers: embedded.Servers, bell: Bell) -> None:
    """The schema, and what a first run founds. It loads while the servers start, and says itself what is wrong."""
    with stopping_at_the_end([preparation]):
        preparation.start()
        for server in servers:
            server.wait_ready(bell.is_stopping)
        while ended(preparation) is None and not bell.stopping:
            bell.wait(None)
    if ended(preparation) and not bell.stopping:
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
            if child not in due and ended(child) is not None:
                pause[child] = 0.2 if now - born[child] > STEADY else min(pause[child] * 2, LONGEST_PAUSE)
                due[child] = now + pause[child]
                say(f"{child.name} ended ({ended(child)}); again in {pause[child]:.1f} s")
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


def ended(child: Child) -> int | None:
    return child.process.poll() if child.process else None


@contextlib.contextmanager
def stopping_at_the_end(programs: Sequence[Program]) -> Iterator[None]:
    try:
        yield
    finally:
        stop(programs)


def stop(programs: Sequence[Program]) -> None:
    """All at once, each with its whole session if it does not end in time."""
    alive = [program.process for program in programs if program.process and program.process.poll() is None]
    for process in alive:
        process.terminate()
    deadline = time.monotonic() + GRACE
    for process in alive:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def say(text: str) -> None:
    print(f"[serve] {text}", flush=True)
