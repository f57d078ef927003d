"""What waits for the team: ideas and comments of visitors, where the board says that they do."""

from typing import Any

import orjson
from quart import Blueprint, Response, request

from loops.models.comment import MODERATING
from loops.models.held import ListHeld, page_of_held
from loops.models.held_comments import page_of_held_comments
from loops.pages.door import for_members
from loops.pages.rendering import page
from loops_tenants.actors import Actor
from loops_tenants.hosts import tenant

PER_PAGE = 25


def init(admin: Blueprint) -> None:
    admin.add_url_rule("/held", view_func=list_held)


@for_members(MODERATING)
async def list_held(by: Actor) -> Response:
    """The newest of each first. Each list goes on by itself."""
    posts = read(await page_of_held(tenant(), asked("posts"), by=by))
    comments = read(await page_of_held_comments(tenant(), asked("comments")))
    return page("held.html", posts=posts, comments=comments)


def asked(which: str) -> ListHeld:
    return ListHeld(limit=PER_PAGE, cursor=request.args.get(which) or None)


def read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(text)
    return found
