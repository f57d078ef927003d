"""`make migration name=…`: the SQL that the models have and the migrations lack, found on a PostgreSQL of its own."""

import asyncio
import re
import sys

from aerich import Command
from tortoise.context import TortoiseContext

from loops import db
from postgres import postgres

USAGE = "say what it does, in lower case: make migration name=add_colour"
NOTHING = "the migrations make what the models say: there is nothing to write"
WRITTEN = """written: migrations/loops/{file}
Read it, then add by hand what models cannot say (CONTRIBUTING.md, "To change the schema")."""


def main(name: str) -> None:
    if not re.fullmatch("[a-z][a-z0-9_]*", name):
        sys.exit(USAGE)
    with postgres() as url:
        file = asyncio.run(write(name, url))
    print(WRITTEN.format(file=file) if file else NOTHING)


async def write(name: str, url: str) -> str | None:
    """The new file's name, or None where nothing has changed."""
    await db.migrate(url)
    settings = db.config(url, pool_size=1, name="loops migration", role="")
    async with TortoiseContext() as context, Command(settings, "loops", str(db.MIGRATIONS)) as aerich:
        await context.init(config=settings)
        return await aerich.migrate(name) or None


if __name__ == "__main__":
    main(sys.argv[1])
