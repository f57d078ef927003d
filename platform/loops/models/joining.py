"""Two ids that turn out to be one user: what one wrote and voted becomes the other's, and nobody counts twice."""

from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from loops.models.post import Post
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
    """All that is `user`'s becomes `into`'s, as proved. Of two votes for a post one goes, with its `vote.deleted`."""
    if user == into:
        raise IntoItself
    names = tenant.id, f"user:{user}", f"user:{into}"
    theirs, ours = (replace(by, external_user_id=one, trusted=True) for one in (user, into))
    dropped = 0
    # By their ids, as whoever merges two posts goes. What was there before somebody else was waited for says nothing.
    await connection().execute(LOCK, *names[:2])
    for id, twice, both in await connection().fetch(LOOK, *names):
        post = await Post.target(tenant, id)
        if both:
            await Vote.cast(tenant, post, "take back", by=theirs)
            await Vote.cast(tenant, post, "give", by=ours)  # their claim, if it was one, is proved by now
        elif twice:
            await Vote.cast(tenant, post, "take back", by=replace(theirs, trusted=False))
        dropped += both or twice
    votes = await connection().fetchval(MOVE_VOTES, *names, into)
    posts = await connection().fetchval(MOVE_POSTS, tenant.id, user, into)
    comments = await connection().fetchval(MOVE_COMMENTS, tenant.id, user, into)
    return {"external_user_id": into, "votes": votes, "dropped": dropped, "posts": posts, "comments": comments}


LOCK = """
SELECT FROM posts p
WHERE p.tenant_id = $1 AND p.id IN (SELECT post_id FROM votes WHERE tenant_id = $1 AND voter = $2)
ORDER BY p.id FOR NO KEY UPDATE"""
# `twice`: by claim and with proof, of which the proof stays. `both`: the other has voted there too.
LOOK = """
SELECT post_id, count(*) > 1 AS twice, EXISTS (
    SELECT FROM votes v WHERE v.tenant_id = $1 AND v.post_id = theirs.post_id AND v.voter = $3) AS both
FROM votes theirs WHERE tenant_id = $1 AND voter = $2 GROUP BY post_id ORDER BY post_id"""
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
