"""A program that founds the boards, and prints a key of each as JSON."""

import asyncio
import json

from loops import db
from loops.models import board
from loops.settings import Settings
from loops_tenants import keys
from loops_tenants.scope import system_transaction

BOARDS = ("acme", "globex", "initech")


async def found(url: str) -> dict[str, str]:
    await db.migrate(url)
    made = {}
    async with db.connected(url, pool_size=1, name="founding"), system_transaction():
        for slug in BOARDS:
            tenant = await board.founded(slug, slug)
            _, made[slug] = await keys.create(tenant.id, "secret", scopes=["read", "write", "admin"])
    return made


if __name__ == "__main__":
    print(json.dumps(asyncio.run(found(Settings.load().database_url))))
