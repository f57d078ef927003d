"""PostgreSQL as a child of ours, from its wheel's programs.

The wheel's own `get_server` is not used: its server outlives us, it opens parent folders to all when run by
root, and it takes the locale from LANG.
"""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from loops.processes import disk, lifeline, logs
from loops.processes.embedded import nobody
from loops.processes.embedded.folder import DataFolder
from loops.processes.places import DATABASE, SUPERUSER, EmbeddedError, postgres_program

ROOM = 32 * 1024 * 1024  # bytes that must be free: two of the files that changes are written to first
ROOM_AT_FIRST = 128 * 1024 * 1024
LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
TUNING = {
    "max_connections": "80",
    "shared_buffers": "64MB",
    "max_wal_size": "512MB",
    "wal_compression": "on",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
}
FAULT = re.compile(r".*(?:error|ERROR|FATAL|PANIC):.*")
STOPS = ((signal.SIGINT, 15), (signal.SIGQUIT, 5), (signal.SIGKILL, 5))  # fast, immediate, not asked


class Postgres:
    name = "postgres"

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self.data = folder.postgres_data
        self.log = folder.home / "postgres.log"
        self.process: subprocess.Popen[bytes] | None = None
        self._logged = 0  # bytes, before this start

    def start(self) -> None:
        with disk.writing_to(self.folder.home):
            disk.demand(self.folder.home, ROOM if self.data.exists() else ROOM_AT_FIRST)
            if not self.data.exists():
                self._create()
        logs.rotate(self.log)
        self._logged = logs.size(self.log)
        listen = {
            "listen_addresses": "",
            "unix_socket_directories": '"{}"'.format(str(self.folder.run).replace('"', '""')),  # a list, by commas
            "unix_socket_permissions": "0700",
        }
        self.process = lifeline.spawn(
            [*self._user(signal.SIGINT), postgres_program("postgres"), "-D", self.data, *_options(listen)],
            death_signal=signal.SIGINT,
            log=self.log,
            keep=(self.folder.servers_lock,),
        )

    def ended(self) -> int | None:
        return self.process.poll() if self.process else None

    def wait_ready(self, cancelled: Callable[[], bool] = lambda: False, limit: float = 300) -> None:
        """After a crash it replays its log first: that can take minutes."""
        deadline = time.monotonic() + limit
        while not self._is_ready() and not cancelled():
            if self.process is None or self.ended() is not None or time.monotonic() > deadline:
                said = logs.tail(self.log, self._logged)
                with disk.writing_to(self.folder.home):
                    disk.look_for_full(said)
                raise EmbeddedError(f"PostgreSQL did not start: {said}")
            time.sleep(0.01)

    def stop(self) -> None:
        for number, grace in STOPS:
            if self.process is None or self.ended() is not None:
                return
            self.process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(grace)

    def _is_ready(self) -> bool:
        """As `pg_ctl -w` knows it: line 8 of the pid file, when line 1 is our child."""
        with contextlib.suppress(OSError, IndexError):
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            return self.process is not None and lines[0] == str(self.process.pid) and lines[7].strip() == "ready"
        return False

    def _create(self) -> None:
        """In a folder that gets its name when all is done: a killed start leaves nothing half made."""
        new = self.folder.home / "postgres.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        nobody.give(new)
        self._once("initdb", "-D", new, "-U", SUPERUSER, "--auth=trust", *LOCALE, *_options(TUNING))
        self._once("postgres", "--single", "-D", new, "postgres", statements=f"CREATE DATABASE {DATABASE}\n")
        new.rename(self.data)

    def _once(self, program: str, *words: str | Path, statements: str = "") -> None:
        parent = os.getpid()
        done = subprocess.run(
            [*self._user(signal.SIGKILL), postgres_program(program), *words],
            cwd="/",
            env={**os.environ, "LC_ALL": "C"},
            input=statements,
            capture_output=True,
            text=True,
            check=False,
            pass_fds=(self.folder.servers_lock,),
            preexec_fn=lambda: lifeline.tie(signal.SIGKILL, parent),
        )
        if done.returncode or "ERROR" in done.stderr:  # single-user mode answers 0 whatever happens
            disk.look_for_full(done.stderr)
            raise EmbeddedError(f"{program} could not make the database: {' | '.join(FAULT.findall(done.stderr))}")

    def _user(self, death_signal: signal.Signals) -> list[str]:
        return nobody.as_server_user([self.data, postgres_program("postgres")], death_signal)


def _options(settings: Mapping[str, str]) -> list[str]:
    return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
