"""The characters: `acme` the tenant, `ada` its admin, `bob` a visitor, `globex` the other tenant."""

import asyncio
import gc
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import asyncpg
import pytest
from pydantic import SecretStr
from quart import Quart

from caller import Caller
from checked import check_all_answers
from loops import db
from loops.app import create_app
from loops.models import board, status
from loops.outbound.records import Records
from loops.settings import Settings
from loops_tenants import domains, hosts, keys, sessions
from loops_tenants.models import ApiKey, Tenant
from loops_tenants.scope import system_transaction
from name_server import naming
from postgres import postgres
from scratch import folder

DOMAIN = "your-loop.test"
# Tests do in seconds what people do in hours; tests/limits has processes of its own.
UNLIMITED: dict[str, Any] = dict.fromkeys(
    (
        *("limit_secret_key", "limit_reads", "limit_writes", "limit_posts", "limit_refused_keys", "limit_sign_ins"),
        *("limit_pages", "limit_new_visitors"),
    ),
    0,
)
LONG = ("chaos", "processes")  # folders whose tests take seconds each


def pytest_configure() -> None:
    """Where files are written, by these processes and those that they start."""
    os.environ["TMPDIR"], tempfile.tempdir = folder(), None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long ones first: at the end a process that has one more would be waited for. The browser's in the middle, which
    is where the second of two processes begins: so it alone starts a browser, and the other's servers meanwhile."""
    long, browsing, short = list[pytest.Item](), list[pytest.Item](), list[pytest.Item]()
    for item in items:
        folder = item.path.parent.name
        (long if folder in LONG else browsing if folder == "browsing" else short).append(item)
    before = max(0, len(items) // 2 - len(long))
    items[:] = long + short[:before] + browsing + short[before:]


def pytest_collection_finish() -> None:
    """What is there from the start is never looked through for garbage."""
    gc.freeze()


# TRUNCATE makes new files for a table and each of its indexes, which many rows are worth, and forgotten statistics. It
# waits for what is still being written, and so does this; `replica` leaves out foreign keys, and an order with them.
SWEEP = """
DO $$ DECLARE one record; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR one IN
    SELECT oid::regclass AS name, reltuples >= 0 OR pg_relation_size(oid) > 262144 AS anew FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'aerich'
      AND (reltuples >= 0 OR pg_relation_size(oid) > 0)
  LOOP
    EXECUTE format('LOCK TABLE %s', one.name);
    EXECUTE format(CASE WHEN one.anew THEN 'TRUNCATE %s CASCADE' ELSE 'DELETE FROM %s' END, one.name);
  END LOOP;
END $$"""


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    with postgres() as url:
        asyncio.run(db.migrate(url))
        yield url


def settings(database: str, kind: type[Settings] = Settings, **more: Any) -> Settings:
    """Without Redis, unless a `redis_url` is given; webhooks may be on this machine."""
    receivers = {"outbound_allow": "127.0.0.1", "https_only_webhooks": False}
    given = {"database_url": database, "secret_key": SecretStr("k" * 32), "domain": DOMAIN, **receivers, **more}
    made = kind(**given)
    return made if "redis_url" in more else made.model_copy(update={"redis_url": ""})


@pytest.fixture(scope="session")
async def app(database: str) -> AsyncIterator[Quart]:
    app = check_all_answers(create_app(settings(database, **UNLIMITED)))
    async with app.test_app(), naming() as (app.extensions["names"], where):
        app.extensions["records"] = Records([where])
        app.extensions["streams"].longest = 0  # they end at once, for whoever asks every route
        yield app


class Embedded(Settings):
    """As with a PostgreSQL of our own, which these tests do not start."""

    @property
    def embedded(self) -> bool:
        return True


@pytest.fixture
def serving(app: Quart, database: str) -> Callable[..., Quart]:
    """Another process on the same database, with other settings."""
    return lambda kind=Settings, **more: check_all_answers(create_app(settings(database, kind, **more)))


@pytest.fixture
async def sql(database: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection that sees everything, as a superuser does."""
    connection = await asyncpg.connect(**db.credentials(database))
    yield connection
    await connection.close()


@pytest.fixture(scope="session")
async def broom(database: str) -> AsyncIterator[asyncpg.Pool]:
    """A connection that has seen every table, which a new one takes its time for; a new one where a test ended it."""
    async with asyncpg.create_pool(**db.credentials(database), min_size=1, max_size=2) as pool:
        yield pool


async def sweep(broom: asyncpg.Pool) -> None:
    await broom.execute(SWEEP)
    for remembered in (hosts.look_up, domains.owner, keys.find, sessions.find, status.exists):
        remembered.forget()


@pytest.fixture
async def empty(broom: asyncpg.Pool) -> None:
    await sweep(broom)


@pytest.fixture(scope="module")
async def emptied(broom: asyncpg.Pool) -> AsyncIterator[asyncpg.Connection]:
    """For what a module's tests only look at: a connection that sees everything, on a database that was empty."""
    await sweep(broom)
    async with broom.acquire() as connection:
        yield connection


@pytest.fixture
async def acme(app: Quart, empty: None) -> Tenant:
    async with system_transaction():
        return await found("acme", "Acme")


@pytest.fixture
async def globex(app: Quart, empty: None) -> Caller:
    """The other tenant's admin."""
    async with system_transaction():
        tenant = await found("globex", "Globex")
    return await caller(app, tenant, "secret", "admin")


@pytest.fixture
async def ada(app: Quart, acme: Tenant) -> Caller:
    return await caller(app, acme, "secret", "admin")


@pytest.fixture
async def bob(app: Quart, acme: Tenant) -> Caller:
    found = await caller(app, acme, "publishable", "write")
    return found.saying({"X-Loop-External-User": "bob"})


async def caller(app: Quart, tenant: Tenant, kind: keys.Kind, *scopes: str) -> Caller:
    """Somebody with a key of their own at the tenant's host."""
    key = keys.mint(kind)
    async with system_transaction():
        await ApiKey.create(tenant_id=tenant.id, kind=kind, hash=keys.digest(key), name="test", scopes=list(scopes))
    headers = {"Host": f"{tenant.slug}.{DOMAIN}", "Authorization": f"Bearer {key}"}
    return Caller(app.test_client(), headers)


async def found(slug: str, name: str) -> Tenant:
    """In the open system transaction."""
    return await board.founded(slug, name)
