"""The changelog: what was done, told to everybody."""

from typing import Any
from uuid import UUID

import orjson
from quart import Response, g, request

from loops.models.changelog_shapes import EntryNotFound, ListEntries
from loops.models.changelog_shown import entries_asked, entry
from loops.models.changelog_shown import told as entries_told
from loops.models.narrowing import ASKED, narrowing
from loops.models.narrowing import told as narrowed_by
from loops.pages.door import NoBoard
from loops.pages.rendering import page, page_known_by
from loops_tenants.hosts import tenant
from loops_tenants.page_visitors import page_actor
from loops_tenants.permitted import permits
from loops_tenants.roles import Permission
from loops_tenants.scope import read_together

WRITING: Permission = "changelog.write"
PER_PAGE = 10
MOST_DRAFTS = 50


async def listed() -> Response:
    """The newest first; to who writes it with what is not published yet."""
    if g.tenant is None:
        raise NoBoard
    by = await page_actor()
    query = ListEntries(limit=PER_PAGE, cursor=request.args.get("cursor") or None)
    writes, asked = permits(by, WRITING), [entries_asked(tenant(), query, to=by), ASKED]
    if writes and not query.cursor:
        asked.append(entries_asked(tenant(), ListEntries(limit=MOST_DRAFTS, drafts=True), to=by))
    told = await read_together(tenant().id, *asked)

    def shown() -> dict[str, Any]:
        found = read(entries_told(told[0]))
        drafts = [entry for row in told[2:] for entry in read(entries_told(row))["entries"]]
        listed = {"entries_listed": found["entries"], "next_cursor": found["next_cursor"], "drafts": drafts}
        return {**listed, "writes": writes, "statuses": narrowed_by(told[1]).statuses}

    return page_known_by((told, writes), "changelog.html", shown)


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
