"""What is done to a running installation, each time while claims are live."""

import os
import random
import signal
import time
from collections.abc import Callable
from typing import NamedTuple

from chaos import witness
from chaos.installation import Installation
from chaos.load import Load
from processes.harness import until

SEVERAL = 2  # claims that are to be live, in the hands of who lives


class Scene(NamedTuple):
    home: Installation
    load: Load
    hold: int  # so many writes are accepted while Redis is away


class Blow(NamedTuple):
    """`loses`: whether what was under way may have to be sent again."""

    what: str
    loses: bool
    at: float
    healed: float


Strike = Callable[[Scene], float]  # gives when it struck


def strike(what: str, scene: Scene, after: float) -> Blow:
    """`after`: when claims were last lost; those of before may be nobody's."""
    until(lambda: scene.home.query(witness.LIVE, after)[0][0] >= SEVERAL)
    at = STRIKES[what](scene)
    return Blow(what, what in LOSING, at, time.time())


def kill_a_worker(scene: Scene) -> float:
    worker = random.choice(scene.home.workers)
    at = time.time()
    worker.end(signal.SIGKILL)
    worker.start()
    return at


def kill_both_workers(scene: Scene) -> float:
    at = time.time()
    for worker in scene.home.workers:
        worker.child.kill()
    for worker in scene.home.workers:
        worker.child.wait()
        worker.start()
    return at


def replace_a_worker(scene: Scene) -> float:
    """As when a new version comes: the next one begins while the old one finishes."""
    at = time.time()
    scene.home.replace(random.choice(scene.home.workers))
    return at


def kill_a_web(scene: Scene) -> float:
    """One that waits for a COMMIT."""
    web = until(lambda: next(filter(lambda web: scene.load.lingering_at(web.port), scene.home.webs), None))
    at = time.time()
    web.end(signal.SIGKILL)
    web.start()
    until(web.is_ready)
    return at


def restart_postgres(scene: Scene) -> float:
    at = time.time()
    scene.home.cluster.stop()
    scene.home.cluster.start()
    return at


def kill_a_backend(scene: Scene) -> float:
    """One that is in a transaction. PostgreSQL then ends all of them, and starts anew."""
    (pid,) = until(lambda: scene.home.query(BUSY))[0]
    at = time.time()
    os.kill(pid, signal.SIGKILL)
    until(lambda: scene.home.query("SELECT FROM pg_stat_activity WHERE pid = $1", pid) == [])
    return at


BUSY = """
SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'loops%' AND xact_start IS NOT NULL
ORDER BY application_name DESC LIMIT 1"""


def flush_redis(scene: Scene) -> float:
    at = time.time()
    scene.home.flush_redis()
    return at


def stop_redis(scene: Scene) -> float:
    at = time.time()
    scene.home.redis.kill()
    scene.load.more(scene.hold)
    scene.home.redis.start()
    return at


def suspend_redis(scene: Scene) -> float:
    at = time.time()
    scene.home.redis.process.send_signal(signal.SIGSTOP)
    scene.load.more(scene.hold)
    scene.home.redis.process.send_signal(signal.SIGCONT)
    return at


# One round. First what loses claims: these wait for the end of their lease.
STRIKES: dict[str, Strike] = {
    "`kill -9` of a worker": kill_a_worker,
    "SIGTERM of a worker": replace_a_worker,
    "`kill -9` of a web process": kill_a_web,
    "`kill -9` of both workers": kill_both_workers,
    "PostgreSQL restarted": restart_postgres,
    "`kill -9` of a PostgreSQL backend": kill_a_backend,
    "Redis `FLUSHALL`": flush_redis,
    "Redis stopped, and started again": stop_redis,
    "Redis a black hole (SIGSTOP)": suspend_redis,
}
LOSING = [
    "`kill -9` of a worker",
    "`kill -9` of both workers",
    "PostgreSQL restarted",
    "`kill -9` of a PostgreSQL backend",
]
