"""A post's page: what was asked for, what became of it, and what is said about it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
from quart import Response, g, request

from loops.models import duplicates, history
from loops.models.comment import MODERATING
from loops.models.comment_page import ListComments, rows_asked
from loops.models.comment_page import told as rows_told
from loops.models.held import seen_by
from loops.models.narrowing import ASKED
from loops.models.narrowing import told as narrowed_by
from loops.models.post import Post, PostNotFound
from loops.pages import form_code, writes
from loops.pages.comment_form import CommentForm
from loops.pages.going import go, gone
from loops.pages.rendering import page, page_known_by
from loops_tenants.actors import Actor
from loops_tenants.hosts import tenant
from loops_tenants.page_visitors import page_actor
from loops_tenants.permitted import permits
from loops_tenants.scope import Asked, read_together
from loops_tenants.visitors import may_post

PER_PAGE = 50  # comments
CODE = "the-code-of-this-form"  # in whose place each request puts its own


async def show(id: UUID) -> Response:
    if g.tenant is None:  # the apex has none
        raise PostNotFound
    by = await page_actor()
    try:
        return await shown(id, by)
    except PostNotFound:
        return await gone(tenant(), id)


async def shown(id: UUID, by: Actor, *, form: CommentForm | None = None) -> Response:
    """A merged one leads to where its votes are. `form`: a comment that could not be taken."""
    query = ListComments(limit=PER_PAGE, cursor=request.args.get("after") or None)
    told = await read_together(tenant().id, *questions(id, query, by))
    post = orjson.loads(Post.told(told[0]))
    if post["merged_into"]:
        return go(f"/posts/{post['merged_into']}")
    rights = {"team": permits(by, MODERATING), "may_post": may_write(by)}

    def values() -> dict[str, Any]:
        return {"post": post, **around(told, query), **rights, "form": form or CommentForm(code=CODE)}

    if form:
        return writes.answered(page("post.html", status=400, **values()))
    return page_known_by((told, rights), "post.html", values, filled={CODE: form_code.made()})


def questions(id: UUID, query: ListComments, by: Actor) -> list[Asked]:
    """All that a post's page shows, so that it is asked at once."""
    post = Post.asked(tenant(), id, to=by, where=seen_by(by))
    return [post, rows_asked(id, query, to=by), history.turns(id), duplicates.of(id), ASKED]


def around(told: Sequence[Any], query: ListComments) -> dict[str, Any]:
    """What stands under it: comments and turns as they came."""
    _, comments, turns, merged, choices = told
    talk, narrowed = orjson.loads(rows_told(comments)), narrowed_by(choices)
    ends = {"is_first": not query.cursor, "is_last": not talk["next_cursor"]}
    return {
        "lines": in_order(talk["comments"], orjson.loads(turns[0]), **ends),
        "next_cursor": talk["next_cursor"],
        "merged": orjson.loads(merged[0]),
        **narrowed._asdict(),
    }


def may_write(by: Actor) -> bool:
    return may_post(by, tenant()) and (by.type == "person" or not tenant().require_identity)


async def seen(id: UUID, by: Actor) -> dict[str, Any]:
    post: dict[str, Any] = orjson.loads(await Post.seen(tenant(), id, by=by))
    return post


def in_order(comments: list[Any], turns: list[Any], *, is_first: bool, is_last: bool) -> list[tuple[str, Any]]:
    """Each with its kind. Of several pages, each shows the turns of its own time."""
    begins = "" if is_first or not comments else comments[0]["created_at"]
    ends = "9" if is_last or not comments else comments[-1]["created_at"]
    lines = [(one["created_at"], "comment", one) for one in comments]
    lines += [(one["at"], "turn", one) for one in turns if begins <= one["at"] < ends]
    return [(kind, one) for _, kind, one in sorted(lines, key=lambda line: line[0])]
