"""/healthz and /readyz: whether this process lives, and whether it should be sent requests.

They answer at every host, for probes call by address, and to anybody: they say what is wrong, and nothing of where.
"""

from typing import Literal, NamedTuple

import asyncpg
from quart import Quart
from typing_extensions import TypedDict

from loops import redis
from loops.db import MIGRATIONS
from loops.errors import UNAVAILABLE
from loops_tenants.hosts import anywhere
from loops_tenants.scope import PATIENCE, pool

Database = Literal["ok", "busy", "away"]
Schema = Literal["current", "behind", "unknown"]
RowLevelSecurity = Literal["in force", "bypassed", "unknown"]


class Alive(TypedDict):
    status: Literal["ok"]


class Connections(TypedDict):
    """To the database: open now, unused among those, and how many there may be."""

    open: int
    idle: int
    most: int


class Readiness(TypedDict):
    """`busy` is a database that had no connection free in time; `unknown`, what could not be asked of it."""

    status: Literal["ready", "not ready"]
    database: Database
    schema: Schema
    row_level_security: RowLevelSecurity
    redis: Literal["ok", "away", "not set"]
    connections: Connections


class Seen(NamedTuple):
    database: Database = "away"
    schema: Schema = "unknown"
    row_level_security: RowLevelSecurity = "unknown"


READY = Seen("ok", "current", "in force")


def init_app(app: Quart, *, redis_is_set: bool) -> None:
    app.add_url_rule("/healthz", view_func=healthz)
    app.add_url_rule("/readyz", view_func=Ready(redis_is_set).readyz)


@anywhere
async def healthz() -> Alive:
    """It touches nothing: a database that is away is no reason to start this process anew."""
    return {"status": "ok"}


class Ready:
    def __init__(self, redis_is_set: bool) -> None:
        self.redis_is_set = redis_is_set

    @anywhere
    async def readyz(self) -> tuple[Readiness, int]:
        """503 until requests can be served. Redis is told of and not waited for: nothing stops without it."""
        seen = await look()
        answers = self.redis_is_set and await redis.current().ask(lambda connected: connected.ping())
        made = Readiness(
            status="ready" if seen == READY else "not ready",
            database=seen.database,
            schema=seen.schema,
            row_level_security=seen.row_level_security,
            redis="ok" if answers else "away" if self.redis_is_set else "not set",
            connections=connections(),
        )
        return made, 200 if seen == READY else 503


async def look() -> Seen:
    try:
        async with pool().acquire(timeout=PATIENCE) as free:
            bypassed = await free.fetchval(BYPASSES, timeout=PATIENCE)
            return Seen("ok", await schema(free), "bypassed" if bypassed else "in force")
    except TimeoutError:
        return Seen("busy")
    except (*UNAVAILABLE, asyncpg.PostgresError):
        return Seen("away")


async def schema(free: asyncpg.Connection) -> Schema:
    """A newer one than ours is current too: the next version migrates while this one still serves."""
    try:
        applied = {version for (version,) in await free.fetch("SELECT version FROM aerich", timeout=PATIENCE)}
    except asyncpg.UndefinedTableError:
        return "behind"
    return "current" if applied.issuperset(file.name for file in MIGRATIONS.glob("loops/[0-9]*.py")) else "behind"


def connections() -> Connections:
    made = pool()
    return {"open": made.get_size(), "idle": made.get_idle_size(), "most": made.get_max_size()}


BYPASSES = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
