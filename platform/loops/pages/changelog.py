"""The changelog: what was done, told to everybody."""

from typing import Any
from uuid import UUID

import orjson
from quart import Response, g, request

from loops.models.changelog_shapes import EntryNotFound, ListEntries
from loops.models.changelog_shown import entry, page_of_entries
from loops.models.narrowing import narrowing
from loops.pages.door import NoBoard
from loops.pages.rendering import page
from loops_tenants.hosts import tenant
from loops_tenants.page_visitors import page_actor
from loops_tenants.permitted import permits
from loops_tenants.roles import Permission

WRITING: Permission = "changelog.write"
PER_PAGE = 10
MOST_DRAFTS = 50


async def listed() -> Response:
    """The newest first; to who writes it with what is not published yet."""
    if g.tenant is None:
        raise NoBoard
    by = await page_actor()
    query = ListEntries(limit=PER_PAGE, cursor=request.args.get("cursor") or None)
    found = read(await page_of_entries(tenant(), query, to=by))
    writes, drafts = permits(by, WRITING), list[Any]()
    if writes and not query.cursor:
        waiting = await page_of_entries(tenant(), ListEntries(limit=MOST_DRAFTS, drafts=True), to=by)
        drafts = read(waiting)["entries"]
    statuses = (await narrowing(tenant())).statuses
    about = {"entries_listed": found["entries"], "next_cursor": found["next_cursor"]}
    return page("changelog.html", **about, drafts=drafts, writes=writes, statuses=statuses)


async def one(id: UUID) -> Response:
    if g.tenant is None:
        raise EntryNotFound
    by = await page_actor()
    found = read(await entry(tenant(), id, to=by))
    statuses = (await narrowing(tenant())).statuses
    return page("entry.html", entry=found, writes=permits(by, WRITING), statuses=statuses)


def read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(text)
    return found
