"""Two ids that turn out to be one user: what one wrote and voted becomes the other's, and nobody counts twice."""

from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from loops.models.post import Post, Target
from loops.models.vote import Vote
from loops.models.writing import Text
from loops_tenants.access import Actor
from loops_tenants.errors import Detail, ValidationFailed
from loops_tenants.models import Tenant
from loops_tenants.scope import connection


class Joining(BaseModel):
    """`into`: the external user id that stays."""

    into: Annotated[Text, Field(min_length=1, max_length=200)]


class JoinedJson(TypedDict):
    """How many votes, posts and comments are the other's now; `dropped`: the votes where the other had voted too."""

    external_user_id: str
    votes: int
    dropped: int
    posts: int
    comments: int


class IntoItself(ValidationFailed):
    def __init__(self) -> None:
        super().__init__(details=[Detail(field="into", message="Is the same user: give the id that stays.")])


async def join(tenant: Tenant, user: str, into: str, *, by: Actor) -> JoinedJson:
    """All that is `user`'s becomes `into`'s, as proved. Of two votes for a post one goes, with its `vote.deleted`.

    What stays is one's own, unless both were copies. Marks (see copies.py) are the other's too.
    """
    if user == into:
        raise IntoItself
    names = tenant.id, f"user:{user}", f"user:{into}"
    theirs, ours = (replace(by, external_user_id=one, trusted=True) for one in (user, into))
    dropped = 0
    # By their ids, as whoever merges two posts goes. What was there before somebody else was waited for says nothing.
    await connection().execute(LOCK, *names[:2])
    await connection().execute(MOVE_MARKS, *names)
    for id, twice, both, copies in await connection().fetch(LOOK, *names):
        if both or twice:
            dropped += 1
            goes, stays = (theirs, ours) if both else (replace(theirs, trusted=False), theirs)
            await drop(tenant, await Post.locked(tenant, id), goes, stays, copies=copies)
    votes = await connection().fetchval(MOVE_VOTES, *names, into)
    await connection().execute(UNMARK, *names)
    posts = await connection().fetchval(MOVE_POSTS, tenant.id, user, into)
    comments = await connection().fetchval(MOVE_COMMENTS, tenant.id, user, into)
    return {"external_user_id": into, "votes": votes, "dropped": dropped, "posts": posts, "comments": comments}


async def drop(tenant: Tenant, post: Post, goes: Actor, stays: Actor, *, copies: bool) -> None:
    """From the post itself, and not what it is merged into. What was only claimed is proved by now."""
    itself = Target(post.id, post.votes)
    await Vote.cast(tenant, itself, "take back", by=goes)
    if not copies:
        await Vote.cast(tenant, itself, "give", by=stays)


LOCK = """
SELECT FROM posts p
WHERE p.tenant_id = $1 AND p.id IN (SELECT post_id FROM votes WHERE tenant_id = $1 AND voter = $2)
ORDER BY p.id FOR NO KEY UPDATE"""
# `twice`: by claim and with proof, of which the proof stays. `both`: the other has voted there too. `copies`: all of
# these votes came through duplicates.
LOOK = """
SELECT post_id, count(*) > 1 AS twice, EXISTS (
    SELECT FROM votes v WHERE v.tenant_id = $1 AND v.post_id = theirs.post_id AND v.voter = $3) AS both,
    bool_and(via IS NOT NULL) AND NOT EXISTS (
    SELECT FROM votes v WHERE v.tenant_id = $1 AND v.post_id = theirs.post_id AND v.voter = $3 AND v.via IS NULL
    ) AS copies
FROM votes theirs WHERE tenant_id = $1 AND voter = $2 GROUP BY post_id ORDER BY post_id"""
MOVE_MARKS = """
WITH gone AS (DELETE FROM vote_marks WHERE tenant_id = $1 AND voter = $2 RETURNING post_id)
INSERT INTO vote_marks (tenant_id, post_id, voter, verified) SELECT DISTINCT $1::uuid, post_id, $3, true FROM gone
ON CONFLICT DO NOTHING"""
# Those that dropping left, and those that stand beside a vote of one's own by now.
UNMARK = """
DELETE FROM vote_marks m WHERE m.tenant_id = $1 AND (m.voter = $2 OR m.voter = $3 AND m.verified AND EXISTS (
    SELECT FROM votes v WHERE v.tenant_id = $1 AND v.post_id = m.post_id AND v.voter = $3 AND v.verified
        AND v.via IS NULL))"""
MOVE_VOTES = """
WITH moved AS (
    UPDATE votes SET voter = $3, external_user_id = $4, verified = true
    WHERE tenant_id = $1 AND voter = $2 RETURNING id
) SELECT count(*)::int FROM moved"""
MOVE = """
WITH moved AS (
    UPDATE {table} SET external_user_id = $3, author_verified = true
    WHERE tenant_id = $1 AND external_user_id = $2 RETURNING id
) SELECT count(*)::int FROM moved"""
MOVE_POSTS, MOVE_COMMENTS = (MOVE.format(table=table) for table in ("posts", "comments"))
