"""What the commands share: the database open around them, and an answer for people or for scripts."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import wraps
from typing import Any, NamedTuple

import asyncpg
import click
from tortoise.exceptions import DBConnectionError, OperationalError

from loops import db
from loops.processes import embedded
from loops.settings import Settings

BARE = (asyncpg.UndefinedTableError, asyncpg.UndefinedColumnError, asyncpg.UndefinedFunctionError)
AWAY = (asyncpg.PostgresError, asyncpg.InterfaceError, DBConnectionError, OperationalError, OSError)


class Answer(NamedTuple):
    """`document` is what `--json` prints; `lines` are for people, `note` too, on stderr where no script reads it."""

    document: object
    lines: Iterable[str]
    note: str = ""


class DatabaseAway(Exception):
    def __init__(self, error: BaseException) -> None:
        super().__init__(f"the database cannot be used ({said(error)}): `loops doctor` says what to mend")


def on_the_database(command: Callable[..., Awaitable[Answer]]) -> Callable[..., None]:
    """A command that is given the settings first, with models working inside; prints what it answers."""

    @click.option("--json", "as_json", is_flag=True, help="Print one JSON document, for scripts.")
    @wraps(command)
    def run(*, as_json: bool, **given: Any) -> None:
        settings = Settings.load()
        with embedded.database(settings) as url:
            served = embedded.as_served(settings)
            answer = asyncio.run(answered(url, lambda: command(served, **given)))
        tell(answer, as_json)

    return run


def tell(answer: Answer, as_json: bool) -> None:
    for line in [json.dumps(answer.document, default=written)] if as_json else answer.lines:
        click.echo(line)
    if answer.note and not as_json:
        click.echo(answer.note, err=True)


def written(value: object) -> str:
    """Times as the API has them (RFC 3339), ids as they are."""
    return value.isoformat() if isinstance(value, datetime) else str(value)


async def answered(url: str, command: Callable[[], Awaitable[Answer]]) -> Answer:
    async with opened(url):
        return await command()


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[None]:
    """What a database that is away, locked or bare of tables makes of anything inside has a name of ours."""
    try:
        async with db.connected(url, pool_size=4, name="loops command"):
            yield
    except BARE as error:
        raise db.NotMigrated from error
    except AWAY as error:
        if isinstance(error.__cause__, BARE):  # Tortoise wraps PostgreSQL's
            raise db.NotMigrated from error
        raise DatabaseAway(error) from error


def said(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
