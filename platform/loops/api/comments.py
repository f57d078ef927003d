"""/posts/:id/comments and /comments/:id: what people say about a post, and the team's notes."""

from typing import Literal
from uuid import UUID

from quart import Blueprint

from loops.answers import Json
from loops.api import audited
from loops.api.contract import allow
from loops.models.authorship import is_own
from loops.models.comment import Comment
from loops.models.comment_page import CommentPage, ListComments, page_of_comments
from loops.models.comment_shown import CommentChange, CommentJson, NewComment
from loops.models.held import ListHeld
from loops.models.held_comments import page_of_held_comments
from loops.models.post import Post
from loops.models.writing import Visitor
from loops_tenants.access import Actor, actor
from loops_tenants.hosts import tenant

comments = Blueprint("comments", __name__)


@comments.get("/posts/<uuid:id>/comments")
@allow("read", transaction=False)
async def list_comments(id: UUID, query: ListComments) -> Json[CommentPage]:
    """What is said about a post, oldest first."""
    return Json(await page_of_comments(tenant(), id, query, to=actor(query.external_user_id)))


@comments.post("/posts/<uuid:id>/comments")
@allow("write")
async def create_comment(id: UUID, body: NewComment) -> tuple[Json[CommentJson], Literal[201]]:
    """A comment, or with `internal` a note for the team alone. On a merged post it goes to that one's target."""
    by = actor(body.external_user_id)
    post = await Post.target(tenant(), id, held=True)
    made = await Comment.add(tenant(), post, body, by=by)
    return Json(await Comment.shown(tenant(), made, to=by)), 201


@comments.patch("/comments/<uuid:id>")
@allow("write")
async def change_comment(id: UUID, body: CommentChange) -> Json[CommentJson]:
    """One's own, or anybody's by who may moderate, who also lets held ones through."""
    by = actor(body.get("external_user_id"))
    comment = await Comment.locked(tenant(), id, by=by)
    await comment.change(tenant(), body, by=by)
    await note_moderating(comment, body, by=by)
    return Json(await Comment.shown(tenant(), id, to=by))


@comments.delete("/comments/<uuid:id>")
@allow("write")
async def delete_comment(id: UUID, body: Visitor) -> tuple[Literal[""], Literal[204]]:
    """One's own, or anybody's by who may moderate."""
    by = actor(body.external_user_id)
    comment = await Comment.locked(tenant(), id, by=by)
    await comment.remove(tenant(), by=by)
    await note_moderating(comment, body, by=by)
    return "", 204


@comments.get("/comments/held")
@allow("admin", permission="posts.moderate", transaction=False)
async def list_held_comments(query: ListHeld) -> Json[CommentPage]:
    """The comments that wait, newest first. `PATCH /comments/:id {held: false}` lets one through."""
    return Json(await page_of_held_comments(tenant(), query))


async def note_moderating(comment: Comment, body: object, *, by: Actor) -> None:
    """What the team does to what others wrote is told in the audit log."""
    if not is_own(comment, by):
        await audited.noted(audited.action(), str(comment.id), audited.details(body), by=by)
