"""Copying many voters: a worker takes them to their post piece by piece, and goes on wherever it stood.

A row of `copyings` is a duplicate whose voters are on their way, `upto` the last of its votes that was looked at; it
moves together with what is copied. While a post has `copying`, whoever votes there is copied first (see vote.py).
"""

from collections.abc import Collection
from uuid import UUID

from loops.models.copies import copy_some
from loops_tenants.scope import connection, system_transaction, tenant_transaction

PIECE = 2_000  # votes of one transaction, for which others who vote for the post wait


async def start(tenant_id: UUID, into: UUID, duplicates: Collection[UUID]) -> None:
    """From the beginning, in the transaction that merges them."""
    await connection().execute(START, tenant_id, list(duplicates))
    await connection().execute(MARK, tenant_id, into)


async def stop(tenant_id: UUID, into: UUID, duplicates: Collection[UUID]) -> None:
    await connection().execute(STOP, tenant_id, list(duplicates))
    await connection().execute(MARK, tenant_id, into)


async def copy_on() -> bool:
    """Copy one piece of what is due. Gives whether any was. When a worker dies over it another goes on in a while."""
    async with system_transaction():
        due = await connection().fetchrow(CLAIM)
    if due:
        async with tenant_transaction(due["tenant_id"]):
            await copy_piece(*due)
    return due is not None


async def copy_piece(tenant_id: UUID, duplicate: UUID, into: UUID) -> None:
    """With both posts locked. What has changed since they were looked at leaves it to the next time."""
    await connection().execute(LOCK, tenant_id, [duplicate, into])
    if (now := await connection().fetchrow(STAND, tenant_id, duplicate, into)) is None:
        return
    votes, last = await connection().fetchrow(NEXT, tenant_id, duplicate, now["upto"], PIECE)
    if votes:
        await copy_some(tenant_id, into, duplicate, now["upto"], last)
    if votes < PIECE:
        await stop(tenant_id, into, [duplicate])
    else:
        await connection().execute(MOVE, tenant_id, duplicate, last)


START = """
INSERT INTO copyings (tenant_id, post_id) SELECT $1, unnest($2::uuid[])
ON CONFLICT (tenant_id, post_id) DO UPDATE SET upto = NULL, next_at = excluded.next_at"""
STOP = "DELETE FROM copyings WHERE tenant_id = $1 AND post_id = ANY ($2::uuid[])"
MARK = """
UPDATE posts t SET copying = NOT copying WHERE t.tenant_id = $1 AND t.id = $2 AND t.copying <> EXISTS (
    SELECT FROM copyings c JOIN posts d ON d.tenant_id = $1 AND d.id = c.post_id
    WHERE c.tenant_id = $1 AND d.merged_into = $2)"""
# The oldest duplicate of a post before the others: a voter of several comes through it.
CLAIM = """
WITH next AS (
    SELECT DISTINCT ON (d.merged_into) c.tenant_id, c.post_id, d.merged_into, c.next_at
    FROM copyings c JOIN posts d ON d.tenant_id = c.tenant_id AND d.id = c.post_id
    ORDER BY d.merged_into, d.created_at, d.id
), due AS (
    SELECT c.tenant_id, c.post_id, next.merged_into FROM next JOIN copyings c USING (tenant_id, post_id)
    WHERE c.next_at <= loops_now() ORDER BY c.next_at LIMIT 1 FOR NO KEY UPDATE OF c SKIP LOCKED
)
UPDATE copyings c SET next_at = loops_now() + interval '10 seconds' FROM due
WHERE c.tenant_id = due.tenant_id AND c.post_id = due.post_id
RETURNING c.tenant_id, c.post_id, due.merged_into"""
LOCK = "SELECT FROM posts WHERE tenant_id = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR NO KEY UPDATE"
STAND = """
SELECT c.upto FROM copyings c JOIN posts d ON d.tenant_id = $1 AND d.id = c.post_id
WHERE c.tenant_id = $1 AND c.post_id = $2 AND d.merged_into = $3"""
NEXT = """
SELECT count(*), (array_agg(id ORDER BY id DESC))[1] FROM (
    SELECT id FROM votes WHERE tenant_id = $1 AND post_id = $2 AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4
) AS piece"""
MOVE = "UPDATE copyings SET upto = $3, next_at = loops_now() WHERE tenant_id = $1 AND post_id = $2"
