"""A change to the database that a test makes and takes back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg


@asynccontextmanager
async def undone(sql: asyncpg.Connection, done: str, undo: str) -> AsyncIterator[None]:
    await sql.execute(done)
    try:
        yield
    finally:
        await sql.execute(undo)
