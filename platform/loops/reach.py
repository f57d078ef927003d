"""One connection to the database, or one line on why there is none."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import asyncpg

CONNECTING = 10.0  # seconds
STARTING = 60.0  # seconds


class Unreachable(Exception):
    """No connection to the database; says where it was looked for, never with which password."""

    def __init__(self, url: str, error: Exception) -> None:
        to = credentials(url)
        where = f"{to['host']}:{to['port']}/{to['database'] or ''}"
        it = "it (`loops serve` starts the embedded one)" if where.startswith("/") else "it"
        super().__init__(
            f"the database {where} cannot be reached ({fault(error)}): start {it}, or mend LOOPS_DATABASE_URL"
        )


def fault(error: Exception) -> str:
    """On one line; asyncio's own words for a system's error are longer than the system's."""
    if isinstance(error, OSError) and error.strerror:
        number = error.errno or 0  # a resolver's is below zero
        return os.strerror(number) if number > 0 else error.strerror
    return " ".join(str(error).split()) or "no answer in time"


@asynccontextmanager
async def reached(url: str) -> AsyncIterator[asyncpg.Connection]:
    """One connection, as whom the URL names."""
    connection = await patiently(url)
    try:
        yield connection
    finally:
        await connection.close()


async def patiently(url: str) -> asyncpg.Connection:
    """A PostgreSQL that says it is starting is waited for; it may be replaying its log."""
    deadline = monotonic() + STARTING
    while True:
        try:
            return await asyncpg.connect(**credentials(url), timeout=CONNECTING)
        except asyncpg.CannotConnectNowError as error:
            if monotonic() > deadline:
                raise Unreachable(url, error) from error
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise Unreachable(url, error) from error
        await asyncio.sleep(0.1)


def credentials(url: str) -> dict[str, Any]:
    """libpq's URL, a unix socket's folder included (`?host=/folder`), as asyncpg wants it."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    return {
        "host": query.get("host", [parts.hostname or "localhost"])[0],
        "port": parts.port or int(query.get("port", ["5432"])[0]),
        "user": unquote(parts.username or "") or None,
        "password": unquote(parts.password) if parts.password else None,
        "database": unquote(parts.path.lstrip("/")) or None,
        "ssl": query.get("sslmode", [None])[0],
    }
