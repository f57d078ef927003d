"""A real `loops serve` with a data folder and a port of its own, and what the tests ask of it."""

import asyncio
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncpg
import psutil

from loops import db
from loops.processes import places
from processes import founding
from processes.founding import KEY

ROOT = Path(__file__).parents[2]
PATHS = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}/platform:{ROOT}/tenants"}
# Without root's rights but for one: this Python may lie in a folder that others may not enter.
AS_NOBODY = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--inh-caps=+dac_read_search"]
AS_NOBODY.append("--ambient-caps=+dac_read_search")
MARKS = {"web": "loops web", "worker": "loops worker", "postgres": "postgres -D"}
LIMIT = 40.0  # seconds; the machine may be busy with other tests


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def until(what: Callable[[], Any], seconds: float = LIMIT) -> Any:
    """The first true answer; an exception counts as no answer yet."""
    deadline = time.monotonic() + seconds
    while True:
        with contextlib.suppress(OSError, LookupError, asyncpg.PostgresError, psutil.NoSuchProcess):
            if answer := what():
                return answer
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.02)


def living(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Without the dead that nobody has collected."""
    alive = []
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            if process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
                alive.append(process)
    return alive


def gone(processes: list[psutil.Process]) -> bool:
    until(lambda: not living(processes), seconds=15)
    return True


class Serve:
    """`begin`: a data folder to begin with a copy of; without one it is a first start. `ordinary`: not as root."""

    def __init__(
        self, begin: Path | None = None, *, name: str = "data", ordinary: bool = False, **environment: str
    ) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="loops-"))
        self.data = self.home / name
        if begin:
            subprocess.run(["cp", "-a", begin, self.data], check=True)
        if ordinary:
            shutil.chown(self.home, "nobody")
        self.port = free_port()
        self.words = [*(AS_NOBODY if ordinary else []), sys.executable, "-m", "loops.cli"]
        self.environment = {
            **PATHS,
            "LOOPS_DATA_DIR": str(self.data),
            "LOOPS_PORT": str(self.port),
            **environment,
        }
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def database_url(self) -> str:
        return self.environment.get("LOOPS_DATABASE_URL") or places.postgres_url(self.data)

    def start(self, *words: str) -> "Serve":
        self.launch(*words)
        # Its own worker too: what answers may be the one before, on its way out.
        until(lambda: self.answers() and self.find("web worker"))
        return self

    def launch(self, *words: str) -> subprocess.Popen[bytes]:
        with open(self.home / "serve.log", "ab") as log:
            self.process = subprocess.Popen(
                [*self.words, "serve", *words], env=self.environment, cwd=self.home, stdout=log, stderr=log
            )
        return self.process

    def run(self, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Another command, in the same surroundings."""
        return subprocess.run(
            [*self.words, *words],
            env=self.environment | environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def refused(self, *words: str, **environment: str) -> str:
        """What a command says that cannot do its work: one line, and nothing else."""
        done = self.run(*words, **environment)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        assert done.stderr.startswith("loops: ")
        return done.stderr.removeprefix("loops: ")

    def found(self) -> "Serve":
        """The tenant and its key, in the newest schema."""
        subprocess.run([*self.words[:-2], founding.__file__], env=self.environment, check=True)
        return self

    def answers(self) -> bool:
        return self.call("GET", "/readyz")[0] == 200

    def is_ready(self) -> bool:
        return self.call("GET", "/api/v1/posts")[0] == 200

    def call(self, method: str, path: str, body: object = None, timeout: float = 10) -> tuple[int, Any]:
        """Status and decoded answer; status 0 where nobody answers."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            method=method,
            data=json.dumps(body).encode() if body else None,
            headers={"Host": "localhost", "Authorization": f"Bearer {KEY}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, None
        except (OSError, ValueError):
            return 0, None

    def post(self) -> tuple[int, Any]:
        return self.call("POST", "/api/v1/posts", {"title": "Dark mode"})

    def posts(self) -> set[str]:
        """The ids of all, by the API."""
        ids: set[str] = set()
        path = "/api/v1/posts?limit=200"
        while path:
            status, page = self.call("GET", path)
            assert status == 200
            ids |= {post["id"] for post in page["posts"]}
            path = page["next_cursor"] and f"/api/v1/posts?limit=200&cursor={page['next_cursor']}"
        return ids

    def query(self, sql: str) -> Any:
        """One value, as the superuser."""
        return asyncio.run(fetched(self.database_url, sql))

    def all(self) -> list[psutil.Process]:
        assert self.process is not None
        supervisor = psutil.Process(self.process.pid)
        return [supervisor, *supervisor.children(recursive=True)]

    def find(self, name: str) -> psutil.Process:
        """`web` is Granian's main process, `web worker` its child."""
        if name == "web worker":
            return self.find("web").children()[0]
        assert self.process is not None
        for child in psutil.Process(self.process.pid).children():
            if MARKS.get(name, name) in " ".join(child.cmdline()):
                return child
        raise LookupError(name)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(LIMIT)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def log(self) -> str:
        return (self.home / "serve.log").read_text()

    def __enter__(self) -> "Serve":
        return self

    def __exit__(self, *error: object) -> None:
        if self.process is not None:
            self.stop()
        shutil.rmtree(self.home, ignore_errors=True)


async def fetched(url: str, sql: str) -> Any:
    connection = await asyncpg.connect(**db.credentials(url))
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()
