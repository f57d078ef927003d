"""The backup of docs/running.md, typed as it stands there, by the ordinary role that row-level security holds."""

import os
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from house.pages import blocks, text
from loops import db
from postgres import program

DUMP, RESTORE = (block for block in blocks(text("docs/running.md"), "sh") if "pg_" in block)
ROWS = "SELECT count(*) FROM statuses"


@pytest.fixture
async def owned(database: str, sql: asyncpg.Connection) -> AsyncIterator[list[str]]:
    """Two databases of an ordinary role."""
    await sql.execute("CREATE ROLE backed_up LOGIN")
    for name in ("backed_up", "restored"):
        await sql.execute(f"CREATE DATABASE {name} OWNER backed_up")
    yield [database.replace("postgres@/postgres", f"backed_up@/{name}") for name in ("backed_up", "restored")]
    for name in ("backed_up", "restored"):
        await sql.execute(f"DROP DATABASE {name}")
    await sql.execute("DROP ROLE backed_up")


async def test_a_dump_has_every_row(owned: list[str], tmp_path: Path) -> None:
    before, after = owned
    await db.migrate(before)
    await queried(before, PLANTED)
    typed(DUMP, before, tmp_path)
    typed(RESTORE.replace("loops migrate", ""), after, tmp_path)
    assert await queried(after, ROWS) == 1
    assert await db.migrate(after) == []


PLANTED = """
WITH acme AS (INSERT INTO tenants (slug, name) VALUES ('acme', 'Acme') RETURNING id)
INSERT INTO statuses (tenant_id, key, name, color, position) SELECT id, 'open', 'Open', '#60646c', 0 FROM acme"""


async def queried(url: str, statement: str) -> object:
    options = {"server_settings": {"app.scope": "system"}}
    connection = await asyncpg.connect(**db.credentials(url), **options)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


def typed(lines: str, url: str, folder: Path) -> None:
    environment = os.environ | {"LOOPS_DATABASE_URL": url, "PATH": f"{program('pg_dump').parent}:{os.environ['PATH']}"}
    subprocess.run(["bash", "-ec", lines], cwd=folder, env=environment, check=True)
