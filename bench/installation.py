"""A Loops of the benchmark's own: an embedded PostgreSQL, made-up data, and servers on free ports of loopback."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg

from loops import db
from loops.processes import embedded
from loops.settings import Settings

BENCH = Path(__file__).parent
DOMAIN = "your-loop.test"


class NotUp(Exception):
    """A server of the benchmark did not start."""


@dataclass(frozen=True)
class Board:
    """A tenant of made-up data: `key` is a secret key of its own, `posts` are ids of some of its posts."""

    slug: str
    id: str
    key: str
    posts: list[str]

    @property
    def host(self) -> str:
        return f"{self.slug}.{DOMAIN}"


@dataclass(frozen=True)
class Installation:
    url: str
    environment: dict[str, str]

    async def fetch(self, sql: str, *values: object) -> list[Any]:
        """As the superuser, who sees everything."""
        connection = await asyncpg.connect(**db.credentials(self.url))
        try:
            rows: list[Any] = await connection.fetch(sql, *values)
            return rows
        finally:
            await connection.close()

    def loops(self, *words: str) -> Any:
        """What a command says in JSON."""
        command = [sys.executable, "-m", "loops.cli", *words, "--json"]
        said = subprocess.run(command, env=self.environment, check=True, stdout=subprocess.PIPE, text=True)
        return json.loads(said.stdout)

    async def board(self, posts: int, votes: int) -> Board:
        (slug,) = self.loops("demo", "--tenants", "1", "--posts", str(posts), "--votes", str(votes))["slugs"]
        return await self.known(slug)

    async def known(self, slug: str) -> Board:
        key = self.loops("key", "create", "--tenant", slug, "--kind", "secret", "--scopes", "admin")["key"]
        await self.fetch("VACUUM (ANALYZE)")
        ((tenant,),) = await self.fetch("SELECT id FROM tenants WHERE slug = $1", slug)
        posts = await self.fetch("SELECT id FROM posts WHERE tenant_id = $1 LIMIT 2000", tenant)
        return Board(slug, str(tenant), key, [str(post) for (post,) in posts])

    @contextmanager
    def server(self, board: Board) -> Iterator[int]:
        """One Granian process with Loops and its references (served.py); gives its port."""
        port = free_port()
        command = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--loop", "uvloop"]
        more = {"BENCH_DATABASE_URL": self.url, "BENCH_TENANT": board.id, "PYTHONPATH": str(BENCH)}
        with running([*command, "--port", str(port), "served:make"], self.environment | more, port):
            yield port

    @contextmanager
    def receiver(self) -> Iterator[int]:
        port = free_port()
        with running([sys.executable, str(BENCH / "counter.py"), str(port)], self.environment, port):
            yield port


@contextmanager
def installed(folder: Path) -> Iterator[Installation]:
    """Embedded, so that loopback callers have no limits."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LOOPS_")}
    environment = kept | {"LOOPS_DATA_DIR": str(folder), "LOOPS_DOMAIN": DOMAIN, "LOOPS_ALLOW_EMBEDDED": "1"}
    settings = Settings(data_dir=folder)
    with embedded.claimed(settings) as claimed, embedded.started(settings, claimed) as servers:
        for server in servers:
            server.wait_ready()
        subprocess.run([sys.executable, "-m", "loops.cli", "migrate"], env=environment, check=True)
        yield Installation(settings.database_url, environment)


@contextmanager
def running(
    command: list[str], environment: dict[str, str], port: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        while port and not listens(port):
            if process.poll() is not None:
                raise NotUp(" ".join(command))
            time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
