"""A tenant's board: its posts, and each of them."""

from typing import Any
from uuid import UUID

import orjson
from pydantic import TypeAdapter
from quart import Response, g, request

from loops.api.fields import checked_query
from loops.models.listing import Listing, ListPosts
from loops.models.page import page_of_posts
from loops.models.post import Post, PostNotFound
from loops.models.status import Status
from loops.pages.rendering import page
from loops_tenants import signed_in
from loops_tenants.actors import Actor, person_of
from loops_tenants.hosts import tenant
from loops_tenants.models import Tenant
from loops_tenants.scope import tenant_transaction
from loops_tenants.visitors import admit, admit_reader

READER = Actor("system", None, None, frozenset(), trusted=False)  # sees what a publishable key sees
QUERY = TypeAdapter(ListPosts)
COLOURED = ("planned", "progress", "done")  # the stylesheet knows these


async def listed() -> Response:
    """Newest first, or as the API's `sort`, `status`, `tag` and `cursor` say."""
    await admit_visitor()
    query: Any = checked_query(QUERY, request.args)
    async with tenant_transaction(tenant().id):
        listing = await Listing.asked(tenant(), query, by=READER)
        found = await page_of_posts(tenant(), listing)
        statuses = await names_of_statuses(tenant())
    return page("board.html", **orjson.loads(found.text), filters=listing.filters, statuses=statuses, coloured=COLOURED)


async def post(id: UUID) -> Response:
    if g.tenant is None:  # the apex has none
        raise PostNotFound
    await admit_visitor()
    async with tenant_transaction(tenant().id):
        found = orjson.loads(await Post.shown(tenant(), id, to=READER))
        statuses = await names_of_statuses(tenant())
    if found["held"]:
        raise PostNotFound
    return page("post.html", post=found, statuses=statuses, coloured=COLOURED)


async def admit_visitor() -> None:
    """Whoever is signed in as the API does; of others those of a public board."""
    if session := await signed_in.or_nobody():
        admit(person_of(session), tenant())
    else:
        admit_reader(tenant())


async def names_of_statuses(of: Tenant) -> dict[str, str]:
    return {status["key"]: status["name"] for status in await Status.all_of(of)}
