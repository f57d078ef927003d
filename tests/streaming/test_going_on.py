"""Where a stream begins and goes on: none is skipped, none comes twice."""

import asyncio

import asyncpg
import pytest

from caller import Caller
from explaining import listening as overhearing
from loops.models.public_event import MOST
from loops.models.stamp import stamp
from loops.streaming import channel
from loops.streaming.feed import Streams
from streaming.conftest import Listen

COPY = """
INSERT INTO events (tenant_id, name, post_id, sequence, body)
SELECT tenant_id, name, post_id, n, body FROM events, generate_series(2, $1::int) AS n"""


HANG_UP = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'loops web'"


async def many(ada: Caller, sql: asyncpg.Connection, count: int) -> None:
    """So many events of one post."""
    await ada.post()
    await sql.execute(COPY, count)
    await stamp()


async def test_without_a_last_event_it_begins_now(ada: Caller, bob: Caller, listen: Listen) -> None:
    await ada.post("Before")
    await stamp()
    async with listen(bob) as ear:
        await ada.post("After")
        await stamp()
        heard = await ear.next()
    assert (heard.id, heard.data["post"]["title"]) == (2, "After")


async def test_who_comes_back_misses_nothing(ada: Caller, bob: Caller, listen: Listen, sql: asyncpg.Connection) -> None:
    await many(ada, sql, 3 * MOST)
    async with listen(bob), listen(bob, last=7) as ear:
        past = await ear.several(3 * MOST - 7)
        await ada.post("Now")
        await stamp()
        now = await ear.next()
    assert [one.id for one in [*past, now]] == list(range(8, 3 * MOST + 2))
    assert now.data["post"]["title"] == "Now"


async def test_whoever_comes_while_much_happens_hears_all_of_it(
    ada: Caller, bob: Caller, listen: Listen, sql: asyncpg.Connection
) -> None:
    await many(ada, sql, 10)
    async with listen(bob, last=1) as first:
        for _ in range(3):
            await sql.execute(COPY.replace("FROM events,", "FROM (SELECT * FROM events LIMIT 1) AS e,"), MOST)
            await stamp()
            async with listen(bob, last=2) as ear:
                heard = await ear.several(MOST)
            assert [one.id for one in heard] == list(range(3, MOST + 3))
        most = await sql.fetchval("SELECT max(position) FROM events")
        assert [one.id for one in await first.several(most - 1)] == list(range(2, most + 1))


@pytest.mark.parametrize("last", ["0", "-1", "x", "", "3", "99999999999999999999", "1.5", "²", "1,2"])
async def test_what_is_no_position_of_the_tenant_is_ignored(
    ada: Caller, bob: Caller, globex: Caller, listen: Listen, last: str
) -> None:
    for caller in (ada, ada, globex, globex, globex):
        await caller.post()
    await stamp()
    async with listen(bob, last=last) as ear:
        await ada.post("Now")
        await stamp()
        assert (await ear.next()).id == 3


async def test_who_falls_behind_is_told_all_of_it_later(
    ada: Caller, bob: Caller, listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "KEPT", 3)
    async with listen(bob) as ear, listen(bob, deaf=True) as slow:
        for _ in range(6):
            await ada.post()
            await stamp()
            await ear.next()
        slow.listen_again()
        assert [one.id for one in await slow.several(6)] == [1, 2, 3, 4, 5, 6]


async def test_who_takes_nothing_is_cut_off(
    bob: Caller, listen: Listen, streams: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loops.streaming.listener.STUCK", 0.05)
    async with listen(bob) as ear:
        async with listen(bob, deaf=True) as deaf:
            assert await deaf.ended()
        assert not ear.over.is_set()
    assert streams._listeners() == []


async def test_one_query_a_look_serves_all(
    ada: Caller, bob: Caller, globex: Caller, listen: Listen, streams: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loops.streaming.feed.EVERY", 30)
    async with listen(bob), listen(bob), listen(ada), listen(globex) as ear:
        await asyncio.sleep(0.2)  # the look that was under way is over, and the next one far away
        await globex.post()
        await stamp()
        with overhearing() as sent:
            streams.hint()
            await ear.next()
        assert len([one for one in sent if "FROM events" in one.query]) == 1


async def test_a_database_that_was_away_ends_no_stream(
    ada: Caller, bob: Caller, listen: Listen, sql: asyncpg.Connection
) -> None:
    async with listen(bob) as ear:
        await ada.post()
        await sql.execute(HANG_UP)
        while (await ada("GET", "/posts")).status != 200:
            await asyncio.sleep(0.02)
        while not await stamp():
            await asyncio.sleep(0.02)
        assert (await ear.next()).id == 1
