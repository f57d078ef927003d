"""The database: how it is reached, whom to be there, and how it comes to the newest schema."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
from aerich import Command
from tortoise import Tortoise
from tortoise.context import TortoiseContext

from loops.reach import Unreachable as Unreachable
from loops.reach import credentials as credentials
from loops.reach import reached as reached

MODELS = ["loops_tenants.models", "loops.models"]
BESIDE = Path(__file__).parent / "migrations"  # in a wheel; in a checkout they lie at its root
MIGRATIONS = BESIDE if BESIDE.exists() else Path(__file__).parents[2] / "migrations"
MIGRATION_LOCK = 0x4C4F4F50  # any number that nobody else takes: "LOOP"

# Whom connections work as where the URL's own role could pass by the policies. It owns the tables, and FORCE holds
# even an owner to them.
WORKING_ROLE = "loops_app"
BYPASSES = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = session_user"
MAKE_ROLE = f"""
DO $$ BEGIN CREATE ROLE {WORKING_ROLE} NOSUPERUSER NOBYPASSRLS; EXCEPTION WHEN duplicate_object THEN END $$;
GRANT USAGE, CREATE ON SCHEMA public TO {WORKING_ROLE}"""
# Nothing is read that an index does not give in order, and stop at: as cheap a page as any, and no time for a compiler.
PLANNING = {"random_page_cost": "1.1", "jit": "off"}
IS_MIGRATED = "SELECT to_regclass('aerich') IS NOT NULL"
BOUNDS = {"statement_timeout": "5s", "lock_timeout": "2s", "idle_in_transaction_session_timeout": "10s"}


class NotMigrated(Exception):
    """The schema is not there yet."""

    def __init__(self) -> None:
        super().__init__("the database has no Loops schema yet: run `loops migrate`")


class NewerDatabase(Exception):
    """It was migrated by a later version, and nothing is known here of what that changed."""

    def __init__(self, migration: str) -> None:
        super().__init__(f"the database is newer than this Loops (it has {migration}): install a newer Loops")


class MayNotMigrate(Exception):
    def __init__(self, fault: str) -> None:
        super().__init__(f"LOOPS_DATABASE_URL's role may not migrate ({fault}): make it the owner of its database")


@asynccontextmanager
async def connected(url: str, *, pool_size: int, name: str, everywhere: bool = False) -> AsyncIterator[None]:
    """Models work inside: in this task and those it starts, or `everywhere`, which one at a time may ask for.

    Quart's requests need the latter: their tasks are not started by its lifespan's.
    """
    role = await role_at(url)
    async with TortoiseContext() as context:
        settings = config(url, pool_size=pool_size, name=name, role=role)
        await context.init(config=settings, _enable_global_fallback=everywhere)
        try:
            await Tortoise.get_connection("default").execute_query("SELECT 1")  # makes the pool, which is lazy
        except asyncpg.InvalidParameterValueError:  # the role is not there: a dump of another server's
            raise NotMigrated from None
        yield


async def role_at(url: str) -> str:
    """Whom to work as there, empty for the URL's own role. Raises what keeps Loops from working there at all."""
    async with reached(url) as look:
        if not await look.fetchval(IS_MIGRATED):
            raise NotMigrated
        return WORKING_ROLE if await look.fetchval(BYPASSES) else ""


async def may_bypass(url: str) -> bool:
    """Whether the URL's own role could pass by the policies."""
    async with reached(url) as look:
        return bool(await look.fetchval(BYPASSES))


async def migrate(url: str) -> list[str]:
    """Gives the names of what was applied. Safe from several places at once: aerich takes no lock, so this does."""
    async with reached(url) as lock:
        await lock.execute("SELECT pg_advisory_lock($1)", MIGRATION_LOCK)
        await refuse_newer(lock)
        try:
            return await upgrade(url, await working_role(lock))
        except asyncpg.InsufficientPrivilegeError as error:
            raise MayNotMigrate(str(error)) from error


async def upgrade(url: str, role: str) -> list[str]:
    bounds = {"app.scope": "system"}  # else a backfill would change nothing
    settings = config(url, pool_size=1, name="loops migrate", role=role, bounds=bounds)
    async with TortoiseContext() as context, Command(settings, "loops", str(MIGRATIONS)) as aerich:
        await context.init(config=settings)
        return await aerich.upgrade(run_in_transaction=True)


async def working_role(connection: asyncpg.Connection) -> str:
    """Whom to work as, made if it is not there; empty where the URL's own role is held by the policies."""
    if not await connection.fetchval(BYPASSES):
        return ""
    await connection.execute(MAKE_ROLE)
    return WORKING_ROLE


async def refuse_newer(connection: asyncpg.Connection) -> None:
    if await connection.fetchval(IS_MIGRATED):
        applied = {version for (version,) in await connection.fetch("SELECT version FROM aerich")}
        if unknown := applied - {file.name for file in MIGRATIONS.glob("loops/*.py")}:
            raise NewerDatabase(max(unknown))


def config(url: str, *, pool_size: int, name: str, role: str, bounds: dict[str, str] = BOUNDS) -> dict[str, Any]:
    """Tortoise's. What is set here holds from a connection's first moment."""
    session = {"application_name": name, "timezone": "UTC", **PLANNING, **bounds} | ({"role": role} if role else {})
    pool = {"minsize": 1, "maxsize": pool_size, "server_settings": session, "reset": keep}
    engine = {"engine": "tortoise.backends.asyncpg", "credentials": {**credentials(url), **pool}}
    models = {"models": [*MODELS, "aerich.models"], "default_connection": "default"}
    return {"connections": {"default": engine}, "apps": {"loops": models}, "use_tz": True}


async def keep(connection: asyncpg.Connection) -> None:
    """Nothing is ever set for longer than a transaction, so there is nothing to reset: a round trip saved."""
