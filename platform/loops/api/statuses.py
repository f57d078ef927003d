"""/statuses and /tags: what a board's posts are sorted into."""

from quart import Blueprint
from typing_extensions import TypedDict

from loops.api.contract import allow
from loops.models.status import Status, StatusJson
from loops.models.tag import TagJson, used_tags
from loops_tenants.hosts import tenant

statuses = Blueprint("statuses", __name__)


class StatusList(TypedDict):
    statuses: list[StatusJson]
    next_cursor: None


class TagList(TypedDict):
    tags: list[TagJson]
    next_cursor: None


@statuses.get("/statuses")
@allow("read")
async def list_statuses() -> StatusList:
    """The board's statuses, in the order of its roadmap."""
    return {"statuses": await Status.all_of(tenant()), "next_cursor": None}


@statuses.get("/tags")
@allow("read", transaction=False)
async def list_tags() -> TagList:
    """Tags that listed posts carry: most used first, equals by name, 200 at most."""
    return {"tags": await used_tags(tenant()), "next_cursor": None}
