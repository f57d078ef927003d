"""Loops on servers of its own: two web processes, two workers, PostgreSQL, Valkey, and who is told."""

import asyncio
import contextlib
import json
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg

from chaos import founding, witness
from chaos.programs import PATHS, Process, Receiver, Web
from loops import db
from postgres import Cluster, cluster
from processes.harness import until
from valkey import Valkey, valkey

DOMAIN = "your-loop.test"
RETRIES = ",".join(["1s", *["2s"] * 80])
LIMITS = {f"LOOPS_LIMIT_{name}": "0" for name in ("SECRET_KEY", "READS", "WRITES", "POSTS", "REFUSED_KEYS")}


class Installation:
    def __init__(self, home: Path, cluster: Cluster, redis: Valkey, receiver: Receiver) -> None:
        self.home, self.cluster, self.redis, self.receiver = home, cluster, redis, receiver
        self.environment = {
            "LOOPS_DATABASE_URL": cluster.url,
            "LOOPS_REDIS_URL": redis.url,
            "LOOPS_DOMAIN": DOMAIN,
            "LOOPS_SECRET_KEY": "k" * 32,
            "LOOPS_OUTBOUND_ALLOW": "127.0.0.1",
            "LOOPS_HTTPS_ONLY_WEBHOOKS": "0",
            "LOOPS_RETRY_SCHEDULE": RETRIES,
            "LOOPS_BREAKER_SCHEDULE": "1s,2s,4s",
            "CHAOS_NAMES": f"127.0.0.1:{receiver.names}",
            **LIMITS,
        }
        self.keys: dict[str, str] = json.loads(self._once(founding.__file__))
        asyncio.run(self.execute(witness.LEASES + witness.COMMITS))
        self.webs = [Web(home / "web.log", **self.environment) for _ in range(2)]
        self.worker_log = home / "worker.log"
        self.workers = [Process(self.worker_log, "chaos.named", "worker", **self.environment) for _ in range(2)]
        self.leaving: list[subprocess.Popen[bytes]] = []

    def _once(self, program: str) -> str:
        command = [sys.executable, program]
        environment = PATHS | self.environment
        return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout

    def wait_ready(self) -> None:
        until(lambda: all(web.is_ready() for web in self.webs))
        until(lambda: len(self.query(WORKERS)) >= len(self.workers))

    def replace(self, worker: Process) -> None:
        self.leaving.append(worker.child)
        worker.child.terminate()
        worker.start()

    def faults(self) -> list[str]:
        """Of the processes: one that ended, or did not end when it was told to."""
        ended = [process for process in (*self.webs, *self.workers) if process.child.poll() is not None]
        codes = [old.wait(30) for old in self.leaving]
        said = self.worker_log.read_text()
        return [
            *["a process ended by itself" for _ in ended],
            *[f"a worker that was told to stop ended with {code}" for code in codes if code],
            *[line for line in said.splitlines() if " ERROR " in line],
        ]

    def flush_redis(self) -> None:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(10)
            client.connect(str(self.redis.socket))
            client.sendall(b"FLUSHALL\r\n")
            assert client.recv(100) == b"+OK\r\n"

    def query(self, sql: str, *values: object) -> list[Any]:
        """As the superuser, who sees everything."""
        return asyncio.run(self.fetch(sql, *values))

    async def fetch(self, sql: str, *values: object) -> list[Any]:
        connection = await asyncpg.connect(**db.credentials(self.cluster.url))
        try:
            rows: list[Any] = await connection.fetch(sql, *values)
            return rows
        finally:
            await connection.close()

    async def execute(self, sql: str) -> None:
        connection = await asyncpg.connect(**db.credentials(self.cluster.url))
        try:
            await connection.execute(sql)
        finally:
            await connection.close()


WORKERS = "SELECT pid FROM pg_stat_activity WHERE application_name = 'loops worker'"


@contextlib.contextmanager
def installed(*, durable: bool = False) -> Iterator[Installation]:
    """`durable`: its PostgreSQL waits for the disk at each commit."""
    home = Path(tempfile.mkdtemp(prefix="loops-chaos-"))
    with cluster(durable=durable) as postgres, valkey() as redis, contextlib.ExitStack() as ending:
        ending.callback(shutil.rmtree, home)
        receiver = Receiver(home)
        ending.callback(receiver.end, signal.SIGKILL)
        made = Installation(home, postgres, redis, receiver)
        for process in (*made.webs, *made.workers):
            ending.callback(process.end, signal.SIGKILL)
        made.wait_ready()
        yield made
