"""What the team does with a post, by forms beside it: status and tag, its text, letting it through, deleting it."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from quart import Response, request

from loops.api import audited
from loops.api.fields import checked_query
from loops.models.comment import MODERATING
from loops.models.merging import detached
from loops.models.post import Post
from loops.models.writing import PostChange
from loops.pages import post as post_page
from loops.pages import writes
from loops.pages.door import for_members
from loops.pages.going import go
from loops.pages.post_form import problems_of, written
from loops.pages.rendering import page
from loops.pages.write_limits import count_write
from loops_tenants.actors import Actor
from loops_tenants.hosts import tenant
from loops_tenants.scope import tenant_transaction

CHANGE = TypeAdapter(PostChange)
NONE: Mapping[str, str] = MappingProxyType({})

team = for_members(MODERATING)


@team
async def change(by: Actor, id: UUID) -> Response:
    """Status and tag, as far as they were sent."""
    sent = written(await request.form, ("status", "tag"))
    return await changed(id, sent, by)


@team
async def ask_to_edit(by: Actor, id: UUID) -> Response:
    found = await seen(id, by)
    filled = {"title": found["title"], "description": found["description"] or ""}
    return form_of(found, filled)


def form_of(found: Mapping[str, Any], filled: Mapping[str, str], problems: Mapping[str, str] = NONE) -> Response:
    return page("post_edit.html", status=400 if problems else 200, post=found, filled=filled, problems=problems)


@team
async def edit(by: Actor, id: UUID) -> Response:
    sent = {"title": "", "description": "", **written(await request.form, ("title", "description"))}
    if problems := problems_of(sent["title"], sent["description"]):
        return form_of(await seen(id, by), sent, problems)
    return await changed(id, sent, by)


@team
async def let_through(by: Actor, id: UUID) -> Response:
    return await changed(id, {"held": False}, by)


async def changed(id: UUID, sent: Mapping[str, Any], by: Actor) -> Response:
    given: PostChange = checked_query(CHANGE, dict(sent))

    async def work() -> None:
        await (await Post.locked(tenant(), id)).change(tenant(), given, by=by)

    await done(work, "posts.change", id, given, by)
    return go(f"/posts/{id}")


@team
async def ask_to_delete(by: Actor, id: UUID) -> Response:
    return page("post_delete.html", post=await seen(id, by))


@team
async def delete(by: Actor, id: UUID) -> Response:
    async def work() -> None:
        await (await detached(tenant(), id, by=by)).remove(tenant(), by=by)

    await done(work, "posts.delete", id, {}, by)
    return go("/")


async def done(work: Callable[[], Awaitable[object]], action: str, id: UUID, details: object, by: Actor) -> None:
    """In one transaction, with its line in the audit log."""
    count_write(by)

    async def noted() -> None:
        await work()
        await audited.noted(action, str(id), audited.details(details), by=by)

    await writes.carried_out(noted)


async def seen(id: UUID, by: Actor) -> dict[str, Any]:
    async with tenant_transaction(tenant().id):
        return await post_page.seen(id, by)
