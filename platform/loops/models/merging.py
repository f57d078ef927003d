"""Merging: a duplicate points at what it is a duplicate of, and its voters count there. It can be taken back."""

from uuid import UUID

from pydantic import BaseModel
from tortoise.expressions import Q

from loops.models import copies, copying
from loops.models.post import Post, PostNotFound
from loops.models.writing import Text
from loops_tenants.access import Actor
from loops_tenants.errors import Conflict
from loops_tenants.models import Tenant
from loops_tenants.scope import connection

MOST = 10_000  # votes that are copied at once: a worker copies more
Posts = dict[UUID, Post]


class Merge(BaseModel):
    """`into`: the id of the post that stays."""

    into: Text

    @property
    def target(self) -> UUID:
        try:
            return UUID(self.into)
        except ValueError:
            raise PostNotFound from None


class IntoItself(Conflict):
    message = "That is the same post: `into` is the one that stays."


class IsMerged(Conflict):
    message = "This post is merged already: take that back first."


class IntoMerged(Conflict):
    message = "That post is merged into another itself: merge into that one."


class IsHeld(Conflict):
    message = "A post that waits to be let through is not merged: let it through, or delete it."


async def merge(tenant: Tenant, id: UUID, into: UUID, *, by: Actor) -> bool:
    """Into `into`, with all that was merged into it before. Whether its voters are there by now: a worker copies many.

    One `post.merged`; of what becomes of votes, and of its duplicates, there is no event.
    """
    posts = await locked(tenant, id, into)
    post, duplicates = mergeable(posts, id, into), [one.id for one in posts.values() if one.merged_into == id]
    await connection().execute(PATIENTLY)
    await copies.drop(tenant.id, id)
    await copies.move_marks(tenant.id, id, into)
    await connection().execute(MOVE, tenant.id, id, into)
    await copying.stop(tenant.id, id, [])
    await post.point(tenant, into, "post.merged", by=by)
    return await hand_over(tenant, into, [id, *duplicates])


def mergeable(posts: Posts, id: UUID, into: UUID) -> Post:
    if id not in posts or into not in posts:
        raise PostNotFound
    if id == into:
        raise IntoItself
    if posts[id].merged_into:
        raise IsMerged
    if posts[into].merged_into:
        raise IntoMerged
    if posts[id].held or posts[into].held:
        raise IsHeld
    return posts[id]


async def hand_over(tenant: Tenant, into: UUID, duplicates: list[UUID]) -> bool:
    at_once = bool(await connection().fetchval(OWN_VOTES, tenant.id, duplicates) <= MOST)
    if at_once:
        await copies.copy(tenant.id, into, duplicates)
    await (copying.stop if at_once else copying.start)(tenant.id, into, duplicates)
    return at_once


async def take_back(tenant: Tenant, id: UUID, *, by: Actor) -> None:
    """With one `post.updated`. What was merged into it before it was merged itself stays with its target."""
    posts = await locked_with_target(tenant, id)
    if posts[id].merged_into:
        await connection().execute(PATIENTLY)
        await part(tenant, posts, posts[id])
        await posts[id].point(tenant, None, "post.updated", by=by)


async def detached(tenant: Tenant, id: UUID, *, by: Actor) -> Post:
    """A post that may be deleted, locked: its duplicates are taken back, and what came through it is dropped."""
    posts = await locked_with_target(tenant, id)
    await connection().execute(PATIENTLY)
    if posts[id].merged_into:
        await part(tenant, posts, posts[id])
    else:
        await let_go(tenant, id, [one for one in posts.values() if one.merged_into == id], by=by)
    return posts[id]


async def part(tenant: Tenant, posts: Posts, duplicate: Post) -> None:
    """Take from its target what came through it."""
    target = duplicate.merged_into
    assert target
    remaining = [one.id for one in posts.values() if one.merged_into == target and one is not duplicate]
    await copying.stop(tenant.id, target, [duplicate.id])
    await copies.drop_via(tenant.id, target, duplicate.id, remaining)


async def let_go(tenant: Tenant, id: UUID, duplicates: list[Post], *, by: Actor) -> None:
    await copying.stop(tenant.id, id, [one.id for one in duplicates])
    await copies.drop(tenant.id, id)
    for one in duplicates:
        await one.point(tenant, None, "post.updated", by=by)


async def locked_with_target(tenant: Tenant, id: UUID) -> Posts:
    """The post, what it is merged into, and all that is merged into either."""
    while True:
        looked_at = await Post.filter(tenant_id=tenant.id, id=id).first()
        target = looked_at and looked_at.merged_into
        posts = await locked(tenant, id, target or id)
        if id not in posts:
            raise PostNotFound
        if posts[id].merged_into == target:
            return posts


async def locked(tenant: Tenant, *ids: UUID) -> Posts:
    """Those posts, and what is merged into them, locked in the order of their ids, as whoever holds several goes.

    Where another came to it meanwhile all are let go, for its id may be lower.
    """
    which = Post.filter(Q(id__in=ids) | Q(merged_into__in=ids), tenant_id=tenant.id)
    in_order = which.order_by("id").select_for_update(no_key=True)
    while True:
        await connection().execute("SAVEPOINT unlocked")
        posts = {post.id: post for post in await in_order}
        if posts.keys() == set(await which.values_list("id", flat=True)):
            return posts
        await connection().execute("ROLLBACK TO SAVEPOINT unlocked")


PATIENTLY = "SET LOCAL statement_timeout = '60s'"
MOVE = "UPDATE posts SET merged_into = $3 WHERE tenant_id = $1 AND merged_into = $2"
OWN_VOTES = "SELECT sum(votes) FROM posts WHERE tenant_id = $1 AND id = ANY ($2::uuid[])"
