"""A post's page: what was asked for, what became of it, and what is said about it."""

from typing import Any
from uuid import UUID

import orjson
from quart import Response, g, request

from loops.models import duplicates, history
from loops.models.comment import MODERATING
from loops.models.comment_page import ListComments, rows_of_comments
from loops.models.narrowing import narrowing
from loops.models.post import Post, PostNotFound
from loops.pages import writes
from loops.pages.comment_form import CommentForm
from loops.pages.going import go
from loops.pages.rendering import error_page, page
from loops_tenants.actors import Actor
from loops_tenants.hosts import tenant
from loops_tenants.page_visitors import page_actor
from loops_tenants.permitted import permits
from loops_tenants.scope import tenant_transaction
from loops_tenants.visitors import may_post

PER_PAGE = 50  # comments


async def show(id: UUID) -> Response:
    if g.tenant is None:  # the apex has none
        raise PostNotFound
    by = await page_actor()
    try:
        return await shown(id, by)
    except PostNotFound:
        if await history.was_deleted(tenant(), id):
            return error_page(410)
        raise


async def shown(id: UUID, by: Actor, *, form: CommentForm | None = None, status: int = 200) -> Response:
    """A merged one leads to where its votes are."""
    async with tenant_transaction(tenant().id):
        post = await seen(id, by)
        if post["merged_into"]:
            return go(f"/posts/{post['merged_into']}")
        about = await told_of(id, by)
    rights = {"team": permits(by, MODERATING), "may_post": may_write(by)}
    form = (form or CommentForm()).shown_again()
    return writes.answered(page("post.html", status=status, post=post, form=form, **rights, **about))


def may_write(by: Actor) -> bool:
    return may_post(by, tenant()) and (by.type == "person" or not tenant().require_identity)


async def seen(id: UUID, by: Actor) -> dict[str, Any]:
    post: dict[str, Any] = orjson.loads(await Post.seen(tenant(), id, by=by))
    return post


async def told_of(id: UUID, by: Actor) -> dict[str, Any]:
    """What stands under it: comments and turns as they came."""
    query = ListComments(limit=PER_PAGE, cursor=request.args.get("after") or None)
    talk = await rows_of_comments(tenant(), id, query, to=by)
    turns = await history.turns(tenant(), id)
    choices = await narrowing(tenant())
    return {
        "lines": in_order(talk["comments"], turns, is_first=not query.cursor, is_last=not talk["next_cursor"]),
        "next_cursor": talk["next_cursor"],
        "merged": await duplicates.of(tenant(), id),
        "statuses": choices.statuses,
        "tags": choices.tags,
    }


def in_order(comments: list[Any], turns: list[Any], *, is_first: bool, is_last: bool) -> list[tuple[str, Any]]:
    """Each with its kind. Of several pages, each shows the turns of its own time."""
    begins = "" if is_first or not comments else comments[0]["created_at"]
    ends = "9" if is_last or not comments else comments[-1]["created_at"]
    lines = [(one["created_at"], "comment", one) for one in comments]
    lines += [(one["at"], "turn", one) for one in turns if begins <= one["at"] < ends]
    return [(kind, one) for _, kind, one in sorted(lines, key=lambda line: line[0])]
