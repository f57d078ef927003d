"""A tenant's board: its posts, sorted and narrowed."""

from functools import partial
from typing import Any

import orjson
from pydantic import TypeAdapter
from quart import Response, request

from loops import limits
from loops.api.fields import checked_query
from loops.models.cursor import Filters
from loops.models.listing import Listing, ListPosts
from loops.models.narrowing import ASKED, Narrowing, narrowing
from loops.models.narrowing import told as narrowed_by
from loops.models.page import Page, made, page_asked, page_of_posts
from loops.pages.addresses import address
from loops.pages.rendering import page, page_known_by
from loops_tenants.hosts import tenant
from loops_tenants.page_visitors import page_actor
from loops_tenants.scope import read_together

QUERY = TypeAdapter(ListPosts)
PER_PAGE, USUAL = "25", "trending"  # unless the address says otherwise
SORTS = ("trending", "top", "new", "old")


async def listed() -> Response:
    """What moves most first, or as the API's `sort`, `status`, `tag`, `q` and `cursor` say."""
    by = await page_actor()
    query: Any = checked_query(QUERY, asked())
    listing = await Listing.asked(tenant(), query, by=by)
    if listing.filters.q:
        limits.count_reading()
    if listing.offset:  # past the end there is nothing to be asked
        return page("board.html", **shown(listing, await page_of_posts(tenant(), listing), await narrowing(tenant())))
    told = await read_together(tenant().id, page_asked(tenant(), listing), ASKED)
    return page_known_by(told, "board.html", lambda: shown(listing, made(listing, *told[0]), narrowed_by(told[1])))


def shown(listing: Listing, found: Page, choices: Narrowing) -> dict[str, Any]:
    filters = {"filters": listing.filters.model_dump(), "narrowed": partial(narrowed_to, listing.filters)}
    return {**orjson.loads(found.text), **choices._asdict(), **filters, "sorts": SORTS, "usual": USUAL}


def asked() -> dict[str, str]:
    given = {name: value for name, value in request.args.items() if value and name != "lang"}
    usual = {"limit": PER_PAGE} if "cursor" in given else {"limit": PER_PAGE, "sort": USUAL}
    return usual | given


def narrowed_to(filters: Filters, **other: str | None) -> str:
    """The address of the same list, but for what is given."""
    wanted = {**filters.model_dump(), **other}
    if wanted["sort"] == USUAL:
        wanted["sort"] = None
    return address("/", wanted.items())
