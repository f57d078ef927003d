"""`loops serve`: PostgreSQL, Valkey, the web and the worker as children; what ends is started again."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from types import FrameType
from typing import Protocol

from loops.processes import embedded, lifeline
from loops.processes.web import refuse_taken_port
from loops.settings import Settings

GRACE = 12.0  # seconds for requests and claimed deliveries; more than the 10 Granian gives its workers
STEADY = 30.0  # a child that lived this long is started again at once
LONGEST_PAUSE = 10.0


class Failed(Exception):
    """The start cannot go on; the message is for the person who started it."""


class Child(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def process(self) -> subprocess.Popen[bytes] | None: ...
    def start(self) -> None: ...


class Bell:
    """Rings when a child ends or somebody wants us to stop; the one who waits is the main thread."""

    def __init__(self) -> None:
        self.stopping = False
        self._rung = threading.Event()

    def listen(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
            if signal.getsignal(number) is not signal.SIG_IGN:  # as under `nohup`
                signal.signal(number, self._ring)

    def wait(self, seconds: float | None) -> None:
        self._rung.wait(seconds)
        self._rung.clear()

    def is_stopping(self) -> bool:
        return self.stopping

    def _ring(self, number: int, frame: FrameType | None) -> None:
        self.stopping = self.stopping or number != signal.SIGCHLD
        self._rung.set()


class Program:
    """One of our own commands as a child."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.name = name
        self.process: subprocess.Popen[bytes] | None = None
        self._environment = settings.environment() | {"LOOPS_PARENT_PID": str(os.getpid())}

    def start(self) -> None:
        self.process = lifeline.spawn([sys.executable, "-m", "loops.cli", self.name], env=self._environment)


def serve(settings: Settings) -> None:
    bell = Bell()
    bell.listen()
    with embedded.servers(settings, bell.is_stopping) as (settings, servers):
        # Not earlier: until the data folder is ours, a killed run may still be on its way out.
        refuse_taken_port(settings.host, settings.port)
        if not settings.redis_url:
            say("no Valkey or Redis here: deliveries go out at the sweeper's pace")
        migrate(settings, bell)
        programs = [Program("web", settings), Program("worker", settings)]
        with stopping_at_the_end(programs):
            if not bell.stopping:
                start(programs)
                watch([*servers, *programs], bell)


def migrate(settings: Settings, bell: Bell) -> None:
    migration = Program("migrate", settings)
    with stopping_at_the_end([migration]):
        migration.start()
        while ended(migration) is None and not bell.stopping:
            bell.wait(None)
    if ended(migration) and not bell.stopping:
        raise Failed("the database could not be brought to the newest schema")


def start(children: Iterable[Child]) -> None:
    for child in children:
        child.start()


def watch(children: Sequence[Child], bell: Bell) -> None:
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
            child.start()
        bell.wait(max(0.0, min(due.values()) - time.monotonic()) if due else None)


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
