"""Comments by forms: written, changed, deleted, and let through."""

from uuid import UUID

from quart import Response, g, request

from loops.api import audited
from loops.models.authorship import is_own
from loops.models.comment import Comment
from loops.models.comment_shown import CommentChange
from loops.models.post import Post
from loops.pages import form_code, post, writes
from loops.pages.comment_form import CommentForm, problem_of
from loops.pages.door import NoBoard
from loops.pages.going import go
from loops.pages.post_form import written as as_written
from loops.pages.rendering import page
from loops_tenants.actors import Actor
from loops_tenants.hosts import tenant
from loops_tenants.page_visitors import page_actor
from loops_tenants.scope import tenant_transaction


async def write(id: UUID) -> Response:
    """Sent twice, a form makes one comment."""
    by = await writes.writer("comment")
    form = CommentForm.sent(await request.form, by_stranger=by.type != "person")
    if form.problems:
        return await post.shown(id, by, form=form.shown_again())
    return writes.answered(go(await written(id, form, by)))


async def written(id: UUID, form: CommentForm, by: Actor) -> str:
    """The address of what it made, now or when it was sent before."""

    async def make() -> str:
        target = await Post.target(tenant(), id, held=True)
        made = await Comment.add(tenant(), target, form.asked(), by=by)
        address = f"/posts/{target.id}#comment-{made}"
        await form_code.use(form.code, address)
        return address

    try:
        return await writes.carried_out(make)
    except form_code.SentBefore:
        return await form_code.led_to(form.code)


async def ask_to_change(id: UUID) -> Response:
    return await in_form(await asked_for(id))


async def asked_for(id: UUID) -> Comment:
    """One that who looks may change."""
    if g.tenant is None:
        raise NoBoard
    return await mine(id, await page_actor())


async def mine(id: UUID, by: Actor) -> Comment:
    """One that `by` may change."""
    async with tenant_transaction(tenant().id):
        return await Comment.locked(tenant(), id, by=by)


async def in_form(comment: Comment, *, body: str | None = None, problem: str = "") -> Response:
    filled = comment.body if body is None else body
    problems = {"body": problem} if problem else {}
    return page("comment.html", status=400 if problem else 200, comment=comment, body=filled, problems=problems)


async def change(id: UUID) -> Response:
    by = await writes.writer()
    body = as_written(await request.form, ("body",)).get("body", "")
    if problem := problem_of(body):
        return await in_form(await mine(id, by), body=body, problem=problem)
    return writes.answered(go(await changed(id, {"body": body}, by)))


async def let_through(id: UUID) -> Response:
    by = await writes.writer()
    return writes.answered(go(await changed(id, {"held": False}, by)))


async def changed(id: UUID, change: CommentChange, by: Actor) -> str:
    async def work() -> str:
        comment = await Comment.locked(tenant(), id, by=by)
        await comment.change(tenant(), change, by=by)
        await note(comment, "comments.change", change, by)
        return f"/posts/{comment.post_id}#comment-{id}"

    return await writes.carried_out(work)


async def ask_to_delete(id: UUID) -> Response:
    return page("comment_delete.html", comment=await asked_for(id))


async def delete(id: UUID) -> Response:
    by = await writes.writer()

    async def work() -> str:
        comment = await Comment.locked(tenant(), id, by=by)
        await comment.remove(tenant(), by=by)
        await note(comment, "comments.delete", {}, by)
        return f"/posts/{comment.post_id}#comments"

    return writes.answered(go(await writes.carried_out(work)))


async def note(comment: Comment, action: str, change: CommentChange, by: Actor) -> None:
    """What the team does to what others wrote is told in the audit log, as the API tells it."""
    if not is_own(comment, by):
        await audited.noted(action, str(comment.id), audited.details(change), by=by)
