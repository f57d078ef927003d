"""A new post: its form, with the posts that may be the same."""

from typing import Any
from uuid import UUID

import orjson
from quart import Response, g, request

from loops import limits
from loops.answers import Json
from loops.models.narrowing import narrowing
from loops.models.post import Post
from loops.models.similar import similar_to
from loops.pages import form_code, writes
from loops.pages.door import NoBoard
from loops.pages.going import go
from loops.pages.post_form import LONGEST_TITLE, SHORTEST, PostForm
from loops.pages.rendering import page
from loops_tenants.actors import Actor
from loops_tenants.hosts import tenant
from loops_tenants.page_visitors import page_actor
from loops_tenants.visitors import admit_poster, demand_no_identity

NONE: list[Any] = []


async def ask() -> Response:
    """A title that is known already, as that of a search, brings its similar posts along."""
    by = await poster()
    form = PostForm(title=request.args.get("title", "")[:LONGEST_TITLE])
    return await shown(form, by, similar=await alike(form.title, by))


async def similar() -> Response:
    """For the script that asks while somebody writes."""
    by = await poster()
    limits.count_reading()
    return Json(await similar_to(tenant(), request.args.get("title", "")[:LONGEST_TITLE], by))


async def submit() -> Response:
    """Sent twice, a form makes one post. Where others look alike, they are shown once before it is made."""
    by = await writes.writer("post")
    form = PostForm.sent(await request.form)
    if problems := form.problems(by_stranger=by.type != "person"):
        return await shown(form, by, problems=problems)
    if not form.seen and (found := await alike(form.title, by)) and not await form_code.was_used(form.code):
        return await shown(form, by, similar=found, seen=True)
    return writes.answered(go(await posted(form, by)))


async def posted(form: PostForm, by: Actor) -> str:
    """The address of what it made, now or when it was sent before."""

    async def make() -> UUID:
        id = await Post.submit(tenant(), form.asked(), by=by)
        await form_code.use(form.code, f"/posts/{id}")
        return id

    try:
        return f"/posts/{await writes.carried_out(make)}"
    except form_code.SentBefore:
        return await form_code.led_to(form.code)


async def shown(
    form: PostForm, by: Actor, *, problems: dict[str, str] | None = None, similar: list[Any] = NONE, seen: bool = False
) -> Response:
    form.shown_again().seen = form.seen or seen or bool(similar)
    choices = await narrowing(tenant())
    about = {"similar": similar, "statuses": choices.statuses, "tags": choices.tags, "asks": seen}
    answer = page("new.html", status=400 if problems else 200, form=form, problems=problems or {}, **about)
    answer.headers["Cache-Control"] = "no-store"
    return writes.answered(answer)


async def alike(title: str, by: Actor) -> list[Any]:
    if len(title.strip()) < SHORTEST:
        return NONE
    limits.count_reading()
    posts: list[Any] = orjson.loads(await similar_to(tenant(), title[:LONGEST_TITLE], by))["posts"]
    return posts


async def poster() -> Actor:
    """Who looks, if they may post here."""
    if g.tenant is None:
        raise NoBoard
    by = await page_actor()
    admit_poster(by, tenant())
    if by.type != "person":
        demand_no_identity(tenant())
    return by
