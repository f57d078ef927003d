import json
from pathlib import Path

import asyncpg
import pytest

from console import Console, Done
from loops.commands import checks
from loops.db import MIGRATIONS
from loops.settings import Settings

ALL = ["settings", "database", "role", "schema", "clock", "redis", "dns", "disk"]


def states(done: Done) -> dict[str, str]:

    return {found["check"]: found["state"] for found in json.loads(done.out)["checks"]}


def test_all_is_well(loops: Console) -> None:
    done = loops("doctor", "--json", DOMAIN="")
    assert done.json["ok"] is True
    assert states(done) == dict.fromkeys(ALL, "ok")


def test_people_read_a_line_each(loops: Console) -> None:
    done = loops("doctor", DOMAIN="")
    assert (done.code, [line.split()[:2] for line in done.out.splitlines()]) == (0, [["ok", name] for name in ALL])


def test_a_database_that_is_away_fails_and_the_rest_is_looked_at(loops: Console) -> None:
    done = loops("doctor", "--json", DOMAIN="", DATABASE_URL="postgresql://x@127.0.0.1:1/x")
    assert done.code == 1
    assert states(done) == {"settings": "ok", "database": "fail", "redis": "ok", "dns": "ok", "disk": "ok"}


def test_a_redis_that_is_away_only_warns(loops: Console) -> None:
    done = loops("doctor", "--json", DOMAIN="", REDIS_URL="redis://127.0.0.1:1")
    assert (done.code, states(done)["redis"]) == (0, "warn")


def test_a_wrong_setting_is_named(loops: Console) -> None:
    done = loops("doctor", PORT="eighty")
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("FAIL  settings  LOOPS_PORT is 'eighty'")


async def test_a_role_that_passes_by_the_policies_fails(loops: Console, sql: asyncpg.Connection) -> None:
    await sql.execute("ALTER ROLE loops_app BYPASSRLS")
    try:
        done = loops("doctor", "--json", DOMAIN="")
    finally:
        await sql.execute("ALTER ROLE loops_app NOBYPASSRLS")
    assert (done.code, states(done)["role"]) == (1, "fail")


async def test_a_schema_that_is_behind_fails(loops: Console, sql: asyncpg.Connection) -> None:
    await sql.execute("UPDATE aerich SET version = 'x' || version")
    try:
        done = loops("doctor", DOMAIN="")
    finally:
        await sql.execute("UPDATE aerich SET version = substr(version, 2)")
    assert done.code == 1
    missing = len(list(MIGRATIONS.glob("loops/*_*.py")))
    assert f"FAIL  schema    {missing} migrations are not applied yet: run `loops migrate`" in done.out


async def test_a_database_without_the_schema_fails(loops: Console, database: str, sql: asyncpg.Connection) -> None:
    await sql.execute("CREATE DATABASE bare")
    try:
        done = loops("doctor", DOMAIN="", DATABASE_URL=database.replace("/postgres?", "/bare?"))
    finally:
        await sql.execute("DROP DATABASE bare")
    assert done.code == 1
    assert "run `loops migrate`" in done.out


@pytest.mark.parametrize(("apart", "state"), [(0.3, "ok"), (-5, "warn"), (5, "warn"), (-300, "fail"), (300, "fail")])
def test_clocks_may_not_drift_apart(apart: float, state: str) -> None:
    assert checks.told_apart(apart).state == state


@pytest.mark.parametrize(("room", "state"), [(1 << 34, "ok"), (1 << 29, "warn"), (1 << 20, "fail")])
def test_a_disk_that_fills_up_is_told_of(room: int, state: str) -> None:
    assert checks.told_free(room, Path("var")).state == state


@pytest.mark.parametrize(
    ("known", "state"),
    [(set(), "fail"), ({"your-loop.test"}, "warn"), ({"your-loop.test", "loops-doctor.your-loop.test"}, "ok")],
)
async def test_the_domain_and_all_under_it_need_an_address(known: set[str], state: str) -> None:
    async def resolves(name: str) -> bool:
        return name in known

    assert (await checks.dns(Settings(domain="your-loop.test:8443"), resolves)).state == state
