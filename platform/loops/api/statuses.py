"""/statuses and /tags: what a board's posts are sorted into."""

from typing import Literal

from quart import Blueprint
from typing_extensions import TypedDict

from loops.api.contract import allow
from loops.models.status import Status
from loops.models.status_shapes import NewStatus, StatusChange, StatusJson
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


@statuses.post("/statuses")
@allow("admin", permission="statuses.manage")
async def create_status(body: NewStatus) -> tuple[StatusJson, Literal[201]]:
    """A new status of the board's own. Its key is made from the name unless given, and never changes."""
    return await Status.add(tenant(), body), 201


@statuses.patch("/statuses/<key>")
@allow("admin", permission="statuses.manage")
async def change_status(key: str, body: StatusChange) -> StatusJson:
    """Set what is given; what is not stays. `position` moves it, and the others keep their order."""
    return await Status.change(tenant(), key, body)


@statuses.delete("/statuses/<key>")
@allow("admin", permission="statuses.manage", refusals=[409])
async def delete_status(key: str) -> tuple[Literal[""], Literal[204]]:
    """Gone. Not one of the five that every board has, nor one that a post has: 409."""
    await Status.remove(tenant(), key)
    return "", 204


@statuses.get("/tags")
@allow("read", transaction=False)
async def list_tags() -> TagList:
    """Tags that listed posts carry: most used first, equals by name, 200 at most."""
    return {"tags": await used_tags(tenant()), "next_cursor": None}
