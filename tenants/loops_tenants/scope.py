"""The only way into a transaction: it sets whose rows may be seen, and row-level security holds everyone to it."""

import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, TypeVar, cast
from uuid import UUID

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.context import require_context

from loops_tenants.errors import Unavailable

CONNECTION = "default"
PATIENCE = 1.0  # seconds that a request waits for a free connection


class Ledger(Protocol):
    """What a transaction gathers, and writes just before it commits."""

    async def settle(self) -> None: ...


Kind = TypeVar("Kind", bound=Ledger)


@dataclass(frozen=True)
class Open:
    """A transaction that is under way, and whose rows it sees: `tenant` is empty where it is everybody's."""

    connection: asyncpg.Connection
    tenant: str
    ledgers: dict[type, Ledger] = field(default_factory=dict)


_open: ContextVar[Open | None] = ContextVar("open", default=None)


def tenant_transaction(tenant_id: UUID) -> AbstractAsyncContextManager[None]:
    """All that is read or written inside is this tenant's: by models, and by SQL through `connection()`."""
    return _transaction(tenant=str(tenant_id), scope="")


def system_transaction() -> AbstractAsyncContextManager[None]:
    """All tenants' rows: to find a host or a key before a tenant is known. tests/test_scope.py lists who may."""
    return _transaction(tenant="", scope="system")


def connection() -> asyncpg.Connection:
    """The open transaction's connection; outside of one there is none."""
    return _transaction_under_way().connection


def ledger(kind: type[Kind]) -> Kind:
    """The open transaction's one `kind`: made at the first call, settled just before COMMIT."""
    return cast(Kind, _transaction_under_way().ledgers.setdefault(kind, kind()))


async def read(tenant_id: UUID, sql: str, *values: object) -> asyncpg.Record | None:
    """The first row that one SELECT gives, in a single round trip where a transaction takes three.

    A statement is a transaction of its own, so the tenant is set inside it. `sql` starts from `scope.tenant_id`
    (and takes its values from $2 on): what depends on that row is read after the setting, never before.
    """
    if (found := _open.get()) is not None:
        if found.tenant != str(tenant_id):
            raise RuntimeError("another tenant's transaction, or everybody's, is open: this would end its scope")
        return await found.connection.fetchrow(scoped(sql), str(tenant_id), *values)
    async with free_connection() as free:
        return await free.fetchrow(scoped(sql), str(tenant_id), *values)


class Asked(NamedTuple):
    """A SELECT of one row at most, as `read` takes it, and its values from $2 on."""

    sql: str
    values: tuple[object, ...] = ()


async def read_together(tenant_id: UUID, *asked: Asked) -> tuple[Any, ...]:
    """The row of each, as a tuple, or None where it has none: all of them in one round trip, and as of one moment."""
    values = [value for one in asked for value in one.values]
    found = await read(tenant_id, together(tuple((one.sql, len(one.values)) for one in asked)), *values)
    assert found  # a row of rows
    return tuple(found)


@lru_cache(512)
def together(asked: tuple[tuple[str, int], ...]) -> str:
    """Of several statements one, whose values follow each other."""
    parts, before = [], 0
    for sql, taken in asked:
        parts.append(f"(SELECT ROW(one.*) FROM ({numbered_from(before, sql)}) AS one)")
        before += taken
    return f"SELECT {', '.join(parts)}"


def numbered_from(before: int, sql: str) -> str:
    return VALUE.sub(lambda found: f"${int(found[1]) + before}", sql)


VALUE = re.compile(r"\$([2-9]|[1-9]\d+)\b")


@lru_cache(512)
def scoped(sql: str) -> str:
    """One text for one statement: asyncpg finds what it has prepared by it, and hashes each new text anew."""
    return SCOPED.format(sql=sql)


# The last OFFSET keeps what is asked out of the join: a small table PostgreSQL would hash, which reads it before the
# setting and finds nothing.
SCOPED = """
    SELECT found.* FROM (
        SELECT set_config('app.tenant_id', $1, true)::uuid AS tenant_id, set_config('app.scope', '', true) OFFSET 0
    ) AS scope
    CROSS JOIN LATERAL (SELECT * FROM ({sql}) AS asked OFFSET 0) AS found"""


# Always both: what an outer hand left set must not widen what is seen.
OPEN = "BEGIN; SET LOCAL app.tenant_id = '{tenant}'; SET LOCAL app.scope = '{scope}'"


@asynccontextmanager
async def _transaction(*, tenant: str, scope: str) -> AsyncIterator[None]:
    # Tortoise's own entry loses its connection when a client disconnects inside it; the pool's does not.
    if _open.get() is not None:
        raise RuntimeError("a transaction is open already: do this work inside it")
    async with free_connection() as free:
        entered, to_models = Open(free, tenant), require_context().connections
        tokens = _open.set(entered), to_models.set(CONNECTION, _as_tortoise(free))
        try:
            await free.execute(OPEN.format(tenant=tenant, scope=scope))  # in one round trip
            yield
            for owed in entered.ledgers.values():
                await owed.settle()
            await _commit(free)
        except BaseException:
            if not free.is_closed():
                await free.execute("ROLLBACK")
            raise
        finally:
            to_models.reset(tokens[1])
            _open.reset(tokens[0])


async def _commit(transaction: asyncpg.Connection) -> None:
    # PostgreSQL answers COMMIT after a swallowed error by rolling back, and calls it no error.
    if await transaction.execute("COMMIT") != "COMMIT":
        raise RuntimeError("rolled back at COMMIT: an SQL error was caught inside the transaction")


def _transaction_under_way() -> Open:
    if (found := _open.get()) is None:
        raise RuntimeError("this belongs inside a transaction of loops_tenants.scope")
    return found


def _as_tortoise(free: asyncpg.Connection) -> TransactionWrapper:
    wrapper = TransactionWrapper(_client())
    wrapper._connection = free
    return wrapper


def _client() -> AsyncpgDBClient:
    # Not Tortoise's own get_connection, nor get_connections above: they import a module at each call.
    return cast(AsyncpgDBClient, require_context().connections.get(CONNECTION))


def free_connection() -> AbstractAsyncContextManager[asyncpg.Connection]:
    """Waited for PATIENCE at most. Where one is free nobody waits, and to set the clock, twice, costs a fifth of it."""
    made = pool()
    waiting = None if made.get_idle_size() else PATIENCE
    return cast(AbstractAsyncContextManager[asyncpg.Connection], made.acquire(timeout=waiting))


def pool() -> asyncpg.Pool:
    """The process's connections; `loops.db.connected` makes it."""
    if (made := _client()._pool) is None:
        raise Unavailable
    return made
