"""What `loops doctor` looks at, each thing by itself: how it is, and what to mend."""

import asyncio
import os
import shutil
import socket
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

import asyncpg
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from loops import db
from loops.processes.embedded.valkey import answers
from loops.settings import Settings

PATIENCE = 5.0  # seconds
OLDEST = 14  # PostgreSQL
APART_WARN, APART_FAIL = 2.0, 60.0  # seconds between two clocks; receivers of webhooks allow five minutes
ROOM_WARN, ROOM_FAIL = 1 << 30, 100 << 20  # bytes free


State = Literal["ok", "warn", "fail"]


class Finding(NamedTuple):
    """`said` names what to mend where the state is not ok."""

    check: str
    state: State
    said: str


async def database(url: str) -> list[Finding]:
    """It answers, it holds us to row-level security, its schema is ours, and its clock is right."""
    try:
        role = {"role": db.WORKING_ROLE} if await asyncio.wait_for(db.may_bypass(url), PATIENCE) else {}
        there = await asyncpg.connect(**db.credentials(url), timeout=PATIENCE, server_settings=role)
    except asyncpg.InvalidParameterValueError:
        return [Finding("schema", "fail", "the database has no Loops schema yet: run `loops migrate`")]
    except db.Unreachable as error:
        return [Finding("database", "fail", str(error))]
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        words = " ".join(str(error).split()) or "no answer in time"
        return [Finding("database", "fail", f"{words}: start PostgreSQL, or mend LOOPS_DATABASE_URL")]
    try:
        return [await version(there), await rights(there), await schema(there), await clock(there)]
    finally:
        await there.close()


async def version(there: asyncpg.Connection) -> Finding:
    number = str(await there.fetchval("SHOW server_version")).split()[0]
    if there.get_server_version().major < OLDEST:
        return Finding("database", "fail", f"PostgreSQL {number} is too old: Loops needs {OLDEST} or newer")
    return Finding("database", "ok", f"PostgreSQL {number} answers")


async def rights(there: asyncpg.Connection) -> Finding:
    role, bypasses = await there.fetchrow(
        "SELECT rolname::text, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    )
    if bypasses:
        said = f"`{role}` passes by row-level security, which keeps tenants apart: run `loops migrate`"
        return Finding("role", "fail", said)
    return Finding("role", "ok", f"`{role}` is held to row-level security")


async def schema(there: asyncpg.Connection) -> Finding:
    """A newer one than ours is for the others, who are newer too."""
    ours = {file.name for file in db.MIGRATIONS.glob("loops/[0-9]*.py")}
    try:
        applied = {name for (name,) in await there.fetch("SELECT version FROM aerich")}
    except asyncpg.UndefinedTableError:
        return Finding("schema", "fail", "the database has no Loops schema yet: run `loops migrate`")
    if behind := ours - applied:
        return Finding("schema", "fail", f"{len(behind)} migrations are not applied yet: run `loops migrate`")
    if applied - ours:
        return Finding("schema", "warn", "the database is ahead of this Loops: bring this one up to date")
    return Finding("schema", "ok", "up to date")


async def clock(there: asyncpg.Connection) -> Finding:
    before = time.time()
    theirs = float(await there.fetchval("SELECT extract(epoch FROM clock_timestamp())"))
    return told_apart(theirs - (before + time.time()) / 2)


def told_apart(seconds: float) -> Finding:
    said = f"the database's is {abs(seconds):.1f} s {'ahead of' if seconds > 0 else 'behind'} this machine's"
    if abs(seconds) < APART_WARN:
        return Finding("clock", "ok", said)
    state: State = "warn" if abs(seconds) < APART_FAIL else "fail"
    return Finding("clock", state, f"{said}: let both follow one time server")


async def redis(settings: Settings) -> Finding:
    """Never a failure: nothing stops without it."""
    if not settings.redis_url:
        said = "no Valkey or Redis here: deliveries go out a second later; install one, or set LOOPS_REDIS_URL"
        return Finding("redis", "warn", said)
    if settings.embedded_redis and not answers(Path(unquote(urlsplit(settings.redis_url).path))):
        return Finding("redis", "ok", "embedded: `loops serve` starts it")
    there = Redis.from_url(settings.redis_url, socket_connect_timeout=2, socket_timeout=2, retry=Retry(NoBackoff(), 0))
    try:
        known = await there.info("server")
        name = known.get("server_name", "redis")  # Valkey's own; as Redis it calls itself 7.2.4
        return Finding("redis", "ok", f"{name} {known.get('valkey_version') or known['redis_version']} answers")
    except (OSError, RedisError) as error:
        return Finding("redis", "warn", f"{error}: deliveries go out a second later; mend LOOPS_REDIS_URL")
    finally:
        await there.aclose()


async def resolves(name: str) -> bool:
    try:
        await asyncio.get_running_loop().getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return True


async def dns(settings: Settings, resolves: Callable[[str], Awaitable[bool]] = resolves) -> Finding:
    if settings.is_local:
        said = f"{settings.apex} needs none; programs may not know the boards' names, browsers do"
        return Finding("dns", "ok", said)
    name = settings.apex.partition(":")[0]
    if not await resolves(name):
        return Finding("dns", "fail", f"{name} has no address: add an A or AAAA record, or mend LOOPS_DOMAIN")
    if not await resolves(f"loops-doctor.{name}"):
        return Finding("dns", "warn", f"*.{name} has no address: without that record each board needs one of its own")
    return Finding("dns", "ok", f"{name} and *.{name} have addresses")


def disk(settings: Settings) -> Finding:
    if not (settings.embedded or settings.embedded_redis):
        return Finding("disk", "ok", "nothing is kept on this machine")
    folder = next(path for path in (settings.data_dir, *settings.data_dir.parents) if path.exists())
    if not os.access(folder, os.W_OK):
        return Finding("disk", "fail", f"{folder} cannot be written to: run Loops as its owner, or set LOOPS_DATA_DIR")
    return told_free(shutil.disk_usage(folder).free, settings.data_dir)


def told_free(room: int, folder: Path) -> Finding:
    said = f"{room / 2**30:.1f} GiB are free for {folder}"
    if room >= ROOM_WARN:
        return Finding("disk", "ok", said)
    state: State = "warn" if room >= ROOM_FAIL else "fail"
    return Finding("disk", state, f"{said}: make room, or set another LOOPS_DATA_DIR")
