"""More voters than one call copies are copied by a worker, and whoever votes meanwhile is not miscounted."""

import asyncio
from contextlib import suppress
from math import log2
from typing import Any

import asyncpg
import pytest

from caller import Caller
from delivery.test_stopping_workers import process
from loops.models.copying import PIECE, copy_on
from loops.models.merging import MOST
from merging.test_merging import merge, part, vote, voted, voters

MANY = MOST + 1
CROWD = """
WITH made AS (
    INSERT INTO votes (tenant_id, post_id, voter, external_user_id, verified)
    SELECT tenant_id, id, 'user:' || n, n, true FROM posts, generate_series(1, $2::int) AS n WHERE id = $1
)
UPDATE posts SET votes = votes + $2, trend = trend + log(2, 1 + $2::numeric) WHERE id = $1"""
WEEKS = "SELECT loops_weeks(created_at) FROM"
TIMES = f"{WEEKS} posts WHERE id = $1 UNION ALL {WEEKS} votes WHERE post_id = $1"
DUE_NOW = "UPDATE copyings SET next_at = loops_now()"


@pytest.fixture
async def crowded(ada: Caller, sql: asyncpg.Connection) -> tuple[str, str]:
    """A target that one voter has voted on, and a duplicate that they and many others have."""
    target, duplicate = await voted(ada, "7"), await voted(ada)
    await sql.execute(CROWD, duplicate, MANY)
    return target, duplicate


async def counted(sql: asyncpg.Connection, id: str) -> tuple[int, int, bool]:
    """Votes as they are kept and as a recount gives them, and whether they are being copied."""
    rows = "SELECT count(*)::int FROM votes v WHERE v.post_id = p.id"
    return tuple(await sql.fetchrow(f"SELECT votes, ({rows}), copying FROM posts p WHERE id = $1", id))


async def test_a_large_duplicate_is_merged_at_once_and_copied_later(
    ada: Caller, crowded: tuple[str, str], sql: asyncpg.Connection
) -> None:
    target, duplicate = crowded
    answer = await merge(ada, duplicate, target)
    assert (answer.status, answer.json["merged_into"]) == (202, target)
    assert await counted(sql, target) == (1, 1, True)
    assert await copy_on()
    assert await counted(sql, target) == (PIECE, PIECE, True)  # one of them had voted
    while await copy_on():
        pass
    assert await counted(sql, target) == (MANY, MANY, False)
    weeks = (
        "SELECT loops_weeks(created_at) FROM posts WHERE id = $1 UNION ALL SELECT loops_weeks(created_at) FROM votes"
    )
    times = [at for (at,) in await sql.fetch(f"{weeks} WHERE post_id = $1", target)]
    newest = max(times)
    summed = newest + log2(sum(2 ** (at - newest) for at in times))
    assert await sql.fetchval("SELECT trend FROM posts WHERE id = $1", target) == pytest.approx(summed, abs=1e-6)


async def test_who_votes_before_they_are_copied_is_copied_first(
    ada: Caller, crowded: tuple[str, str], sql: asyncpg.Connection
) -> None:
    target, duplicate = crowded
    await merge(ada, duplicate, target)
    assert await vote(ada, duplicate, "42", "DELETE") == {"post_id": target, "voted": False, "votes": 1}
    assert await vote(ada, target, "43") == {"post_id": target, "voted": True, "votes": 2}
    while await copy_on():
        pass
    assert await counted(sql, target) == (MANY - 1, MANY - 1, False)
    told = await sql.fetch("SELECT name FROM events WHERE post_id = $1 ORDER BY ordinal", target)
    assert [name for (name,) in told] == ["post.created", "vote.created", "vote.deleted"]
    assert await sql.fetchval("SELECT via FROM votes WHERE voter = 'user:43' AND post_id = $1", target) is None


async def test_what_is_taken_back_is_copied_no_further(
    ada: Caller, crowded: tuple[str, str], sql: asyncpg.Connection
) -> None:
    target, duplicate = crowded
    await merge(ada, duplicate, target)
    await copy_on()
    assert (await part(ada, duplicate)).status == 200
    assert not await copy_on()
    assert await counted(sql, target) == (1, 1, False)
    assert await counted(sql, duplicate) == (MANY, MANY, False)


async def test_a_target_that_is_merged_meanwhile_takes_it_along(
    ada: Caller, crowded: tuple[str, str], sql: asyncpg.Connection
) -> None:
    target, duplicate = crowded
    last = await voted(ada, "ann")
    await merge(ada, duplicate, target)
    await copy_on()
    assert (await merge(ada, target, last)).status == 202
    while await copy_on():
        pass
    assert await counted(sql, target) == (1, 1, False)
    assert await counted(sql, last) == (MANY + 1, MANY + 1, False)
    assert await voters(ada, target) == {("7", True): None}


async def test_who_voted_on_several_comes_through_the_oldest(
    ada: Caller, crowded: tuple[str, str], sql: asyncpg.Connection
) -> None:
    target, duplicate = crowded
    older = await voted(ada, "42")
    await sql.execute("UPDATE posts SET created_at = created_at - interval '1 day' WHERE id = $1", older)
    await merge(ada, older, duplicate)
    assert (await merge(ada, duplicate, target)).status == 202
    while await copy_on():
        pass
    assert await counted(sql, target) == (MANY, MANY, False)
    via = await sql.fetchval("SELECT via::text FROM votes WHERE voter = 'user:42' AND post_id = $1", target)
    assert via == older


async def test_a_piece_that_is_broken_off_has_not_happened(
    ada: Caller, crowded: tuple[str, str], sql: asyncpg.Connection
) -> None:
    target, duplicate = crowded
    await merge(ada, duplicate, target)
    for n in range(12):
        piece = asyncio.create_task(copy_on())
        for _ in range(2 * n):
            await asyncio.sleep(0)
        piece.cancel()
        with suppress(asyncio.CancelledError):
            await piece
        await sql.execute(DUE_NOW)
    while await sql.fetchval("SELECT count(*) FROM copyings"):
        await asyncio.gather(*[copy_on() for _ in range(3)])
    assert await counted(sql, target) == (MANY, MANY, False)


async def test_a_worker_that_is_killed_is_followed_by_another(
    ada: Caller, crowded: tuple[str, str], sql: asyncpg.Connection, database: str
) -> None:
    target, duplicate = crowded
    await merge(ada, duplicate, target)
    async with process(database) as first:
        await some(sql, target, at_least=2)
        first.kill()
        await first.wait()
    await sql.execute(DUE_NOW)  # its lease has run out
    async with process(database):
        await some(sql, target, at_least=MANY)
    assert await counted(sql, target) == (MANY, MANY, False)


async def some(sql: asyncpg.Connection, id: str, *, at_least: int) -> Any:
    async with asyncio.timeout(20):
        while (now := await counted(sql, id))[0] < at_least:
            await asyncio.sleep(0.02)
    return now
