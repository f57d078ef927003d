"""Copies: what a post counts of the voters of its duplicates, and how they come and go without an event.

A copy is a vote with `via`, the duplicate that it came through, whose own vote it copies: voter, proof and time. A mark
(`vote_marks`) is what a voter leaves who took a copy back: it counts nowhere, and keeps copies of that vote away from
the post. Who votes there outright ends it, so that a mark stands beside no vote of one's own. All of this belongs into
a transaction that holds the posts.
"""

from collections.abc import Collection
from uuid import UUID

from loops_tenants.scope import connection


async def copy(tenant_id: UUID, into: UUID, of: Collection[UUID]) -> int:
    """To `into` all voters of the duplicates `of` that it lacks; how many came."""
    return await moved(tenant_id, into, await connection().fetchrow(COPY, tenant_id, into, list(of)))


async def copy_voter(tenant_id: UUID, into: UUID, voter: str) -> int:
    """Of the duplicates that are still being copied (see copying.py) this one voter, at once."""
    return await moved(tenant_id, into, await connection().fetchrow(COPY_VOTER, tenant_id, into, voter))


async def copy_some(tenant_id: UUID, into: UUID, of: UUID, after: UUID | None, upto: UUID) -> int:
    """Of one duplicate the votes in a range of ids."""
    return await moved(tenant_id, into, await connection().fetchrow(COPY_SOME, tenant_id, into, [of], after, upto))


async def drop(tenant_id: UUID, of: UUID) -> None:
    """All copies of a post."""
    await moved(tenant_id, of, await connection().fetchrow(DROP, tenant_id, of))


async def drop_via(tenant_id: UUID, of: UUID, via: UUID, remaining: Collection[UUID]) -> None:
    """Those that came through one duplicate. Whoever voted for another that remains is copied from there."""
    await moved(tenant_id, of, await connection().fetchrow(DROP_VIA, tenant_id, of, list(remaining), via))


async def move_marks(tenant_id: UUID, from_: UUID, to: UUID) -> None:
    await connection().execute(MOVE_MARKS, tenant_id, from_, to)


async def moved(tenant_id: UUID, post: UUID, sums: tuple[int, float | None, int, float | None]) -> int:
    """Count what came and what went: how many of each, and what their times come to (see trend_of)."""
    came, _, went, _ = sums
    if came or went:
        await connection().execute(COUNT, tenant_id, post, *sums)
    return came


CANDIDATES = """
    SELECT DISTINCT ON (v.voter, v.verified) v.voter, v.external_user_id, v.verified, v.post_id, v.created_at
    FROM votes v JOIN posts d ON d.tenant_id = $1 AND d.id = v.post_id
    WHERE v.tenant_id = $1 AND v.post_id = ANY ({duplicates}) AND v.via IS NULL AND {which} AND NOT EXISTS (
        SELECT FROM vote_marks m
        WHERE m.tenant_id = $1 AND m.post_id = $2 AND m.voter = v.voter AND m.verified = v.verified)
    ORDER BY v.voter, v.verified, d.created_at, d.id"""
SUMS = "SELECT count(*)::int, trend_of(array_agg(loops_weeks(created_at))) FROM"


def copied(which: str, duplicates: str = "$3::uuid[]") -> str:
    """The oldest duplicate that a voter has voted on is the one that the copy comes through."""
    return f"""
    INSERT INTO votes (tenant_id, post_id, voter, external_user_id, verified, via, created_at)
    SELECT $1, $2, voter, external_user_id, verified, post_id, created_at
    FROM ({CANDIDATES.format(duplicates=duplicates, which=which)}) AS candidates ORDER BY created_at
    ON CONFLICT DO NOTHING RETURNING created_at"""


def copying(which: str, duplicates: str = "$3::uuid[]") -> str:
    come = f"WITH copied AS ({copied(which, duplicates)}), came AS ({SUMS} copied)"
    return f"{come} SELECT came.*, 0, NULL::float8 FROM came"


BEING_COPIED = """ARRAY(
        SELECT c.post_id FROM copyings c JOIN posts p ON p.tenant_id = $1 AND p.id = c.post_id
        WHERE c.tenant_id = $1 AND p.merged_into = $2)"""
COPY = copying("true")
COPY_VOTER = copying("v.voter = $3", BEING_COPIED)
COPY_SOME = copying("($4::uuid IS NULL OR v.id > $4) AND v.id <= $5")
DROP = f"""
WITH gone AS (
    DELETE FROM votes WHERE tenant_id = $1 AND post_id = $2 AND via IS NOT NULL RETURNING created_at
) SELECT 0, NULL::float8, went.* FROM ({SUMS} gone) AS went"""
DROP_VIA = f"""
WITH gone AS MATERIALIZED (
    DELETE FROM votes WHERE tenant_id = $1 AND post_id = $2 AND via = $4 RETURNING voter, verified, created_at
), copied AS ({copied("(v.voter, v.verified) IN (SELECT voter, verified FROM gone)")}
) SELECT came.*, went.* FROM ({SUMS} copied) AS came, ({SUMS} gone) AS went"""
MOVE_MARKS = """
WITH gone AS (DELETE FROM vote_marks WHERE tenant_id = $1 AND post_id = $2 RETURNING voter, verified)
INSERT INTO vote_marks (tenant_id, post_id, voter, verified)
SELECT $1, $3, voter, verified FROM gone WHERE NOT EXISTS (
    SELECT FROM votes v WHERE v.tenant_id = $1 AND v.post_id = $3 AND v.voter = gone.voter
        AND v.verified = gone.verified AND v.via IS NULL)
ON CONFLICT DO NOTHING"""
# Where too little of a trend would be left to be exact it is summed again, by when what is gone is gone.
COUNT = """
UPDATE posts p SET votes = votes + $3 - $5,
    trend = coalesce(CASE WHEN $3 = 0 OR kept IS NULL THEN kept ELSE trend_with(kept, $4) END,
        trend_of_newest(p.tenant_id, p.id, p.created_at, '{}'))
FROM (
    SELECT CASE WHEN $5 = 0 THEN trend ELSE trend_without(trend, ARRAY[$6::float8]) END AS kept
    FROM posts WHERE tenant_id = $1 AND id = $2
) AS was
WHERE p.tenant_id = $1 AND p.id = $2"""
