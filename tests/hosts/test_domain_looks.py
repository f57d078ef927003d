"""What is verified is looked for again: daily, hourly while its record is missing, and served for a week without."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from time import monotonic
from typing import cast

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from hosts.dns import IDEAS, asked_for_tls, at, claim, names, publish, shown, verified, verify
from loops.models.own_domain import look_again
from loops.outbound.records import Records
from loops_tenants import domain_proofs, memory, scope

Later = Callable[[str], Awaitable[None]]

NEXT = "SELECT round(extract(epoch FROM next_look_at - loops_now()) / 3600)::int FROM domains"


@pytest.fixture(autouse=True)
def nothing_published(app: Quart) -> None:
    names(app).texts.clear()


@pytest.fixture
def records(app: Quart) -> Records:
    return cast(Records, app.extensions["records"])


@pytest.fixture
async def later(sql: asyncpg.Connection) -> AsyncIterator[Later]:
    """Moves the clock of all connections, to so long after the test began."""
    database = await sql.fetchval("SELECT current_database()")

    async def move(passed: str) -> None:
        await sql.execute(f"ALTER DATABASE {database} SET app.clock_offset = '{passed}'")
        await sql.execute(f"SET app.clock_offset = '{passed}'")
        await scope.pool().expire_connections()
        domain_proofs.forget()

    yield move
    await sql.execute(f"ALTER DATABASE {database} RESET app.clock_offset")
    await scope.pool().expire_connections()
    domain_proofs.forget()


async def test_it_is_looked_for_again_after_a_day(
    app: Quart, ada: Caller, records: Records, later: Later, sql: asyncpg.Connection
) -> None:
    await verified(app, ada)
    await later("23 hours")
    assert await look_again(records) is False
    await later("25 hours")
    assert await look_again(records) is True
    assert (await sql.fetchval(NEXT), await look_again(records)) == (24, False)
    assert await sql.fetchval("SELECT seen_at > loops_now() - interval '1 minute' FROM domains")


async def test_without_its_record_it_is_served_for_a_week_and_no_longer(
    app: Quart, ada: Caller, records: Records, later: Later, sql: asyncpg.Connection
) -> None:
    domain = await verified(app, ada)
    publish(app)
    await later("6 days 23 hours")
    await look_again(records)
    missing = await shown(ada, domain)
    assert (missing["verified"], "no such TXT" in missing["problem"], await sql.fetchval(NEXT)) == (True, True, 1)
    assert (await at(app, IDEAS)).status == 200
    await later("7 days 1 hour")
    assert ((await at(app, IDEAS)).status, await asked_for_tls(app, IDEAS)) == (404, 404)  # no worker has looked yet
    await look_again(records)
    assert (await shown(ada, domain))["verified_at"] is None
    assert await sql.fetchval(NEXT) is None


async def test_its_record_that_comes_back_within_the_week_is_as_if_never_gone(
    app: Quart, ada: Caller, records: Records, later: Later
) -> None:
    domain = await verified(app, ada)
    publish(app)
    await later("3 days")
    await look_again(records)
    publish(app, domain)
    await later("3 days 61 minutes")
    await look_again(records)
    again = await shown(ada, domain)
    assert (again["verified"], again["problem"]) == (True, None)
    await later("9 days")
    assert (await at(app, IDEAS)).status == 200


async def test_a_name_server_that_is_away_is_no_sooner_the_end_of_it(app: Quart, ada: Caller, later: Later) -> None:
    domain = await verified(app, ada)
    await later("2 days")
    await look_again(Records(["127.0.0.1:1"], seconds=0.2))
    found = await shown(ada, domain)
    assert (found["verified"], "no answer" in found["problem"]) == (True, True)


async def test_claims_are_not_looked_for(app: Quart, ada: Caller, records: Records, later: Later) -> None:
    await verify(ada, await claim(ada))
    await later("10 days")
    assert await look_again(records) is False


async def test_a_look_that_ends_after_another_tenants_proof_takes_nothing_back(
    app: Quart, ada: Caller, globex: Caller, records: Records, later: Later, sql: asyncpg.Connection
) -> None:
    ours = await verified(app, ada)
    await later("25 hours")
    (looked,) = await domain_proofs.due()
    publish(app, ours, theirs := await claim(globex))
    await verify(globex, theirs)
    await domain_proofs.see_again(looked)
    assert await sql.fetchval("SELECT count(*) FROM domains WHERE next_look_at IS NOT NULL") == 1
    assert ((await shown(ada, ours))["verified"], (await shown(globex, theirs))["verified"]) == (False, True)


async def test_two_workers_share_what_is_due(app: Quart, ada: Caller, records: Records, later: Later) -> None:
    for n in range(4):
        await verified(app, ada, f"ideas{n}.example")
    await later("25 hours")
    taken = [
        looked.domain for batch in await asyncio.gather(*[domain_proofs.due() for _ in range(3)]) for looked in batch
    ]
    assert sorted(taken) == [f"ideas{n}.example" for n in range(4)]


async def test_what_another_process_took_down_is_served_for_half_a_second_more(
    app: Quart, ada: Caller, sql: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    await verified(app, ada)
    assert (await at(app, IDEAS)).status == 200
    await sql.execute("UPDATE domains SET verified_at = NULL")
    past = monotonic() + memory.BELIEVED
    monkeypatch.setattr("loops_tenants.memory.monotonic", lambda: past)
    assert (await at(app, IDEAS)).status == 404
