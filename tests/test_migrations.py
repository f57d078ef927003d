import asyncio
from pathlib import Path
from shutil import copytree

import asyncpg
from aerich import Command
from tortoise.context import TortoiseContext

from loops import db


async def test_the_migrations_make_what_the_models_say(database: str, tmp_path: Path) -> None:
    copytree(db.MIGRATIONS, tmp_path, dirs_exist_ok=True)
    settings = db.config(database, pool_size=1, name="test", role="")
    async with TortoiseContext() as context, Command(settings, "loops", str(tmp_path)) as aerich:
        await context.init(config=settings)
        assert not await aerich.migrate(no_input=True)


async def test_migrating_twice_changes_nothing(database: str) -> None:
    assert await db.migrate(database) == []


async def test_four_migrations_at_once_apply_once(database: str, sql: asyncpg.Connection) -> None:
    await sql.execute("CREATE DATABASE unmigrated")
    url = database.replace("/postgres?", "/unmigrated?")
    four = await asyncio.gather(*[asyncio.to_thread(asyncio.run, db.migrate(url)) for _ in range(4)])
    assert sorted(map(len, four)) == [0, 0, 0, len(list(db.MIGRATIONS.glob("loops/*_*.py")))]
    await sql.execute("DROP DATABASE unmigrated")
