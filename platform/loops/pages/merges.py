"""Merging by forms: the posts that one may be a duplicate of, and the way back."""

from typing import Any
from uuid import UUID

import orjson
from quart import Response, request

from loops.models import merging
from loops.models.listing import Listing, ListPosts
from loops.models.merging import Merge
from loops.models.narrowing import narrowing
from loops.models.page import page_of_posts
from loops.models.similar import similar_to
from loops.pages.going import go
from loops.pages.moderating import done, seen, team
from loops.pages.rendering import page
from loops_tenants.actors import Actor
from loops_tenants.hosts import tenant

FOUND = 10  # at a time


@team
async def ask_to_merge(by: Actor, id: UUID) -> Response:
    """Those that look alike; or what was searched for."""
    post, q = await seen(id, by), request.args.get("q", "").strip()[:200]
    found = await searched(q, by) if q else await alike(post, by)
    statuses = (await narrowing(tenant())).statuses
    return page("merge.html", post=post, q=q, statuses=statuses, found=[one for one in found if one["id"] != str(id)])


async def searched(q: str, by: Actor) -> list[Any]:
    listing = await Listing.asked(tenant(), ListPosts(q=q, sort="top", limit=FOUND), by=by)
    return listed((await page_of_posts(tenant(), listing)).text)


async def alike(post: dict[str, Any], by: Actor) -> list[Any]:
    return listed(await similar_to(tenant(), post["title"], by, but=UUID(post["id"])))


def listed(text: str) -> list[Any]:
    posts: list[Any] = orjson.loads(text)["posts"]
    return posts


@team
async def merge(by: Actor, id: UUID) -> Response:
    into = Merge(into=(await request.form).get("into", "").replace("\0", "")).target

    async def work() -> None:
        await merging.merge(tenant(), id, into, by=by)

    await done(work, "merges.merge", id, {"into": str(into)}, by)
    return go(f"/posts/{into}")


@team
async def take_back(by: Actor, id: UUID) -> Response:
    async def work() -> None:
        await merging.take_back(tenant(), id, by=by)

    await done(work, "merges.take", id, {}, by)
    return go(f"/posts/{id}")
