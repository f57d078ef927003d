"""The changelog written by forms: begun, changed, published, hidden, deleted."""

from typing import Any
from uuid import UUID

import orjson
from quart import Response, request

from loops.api import audited
from loops.models.changelog import ChangelogEntry
from loops.models.changelog_shapes import PostsUnknown
from loops.models.changelog_shown import entry
from loops.models.roadmap import roadmap
from loops.pages import form_code, writes
from loops.pages.changelog import WRITING
from loops.pages.door import for_members
from loops.pages.entry_form import EntryForm
from loops.pages.going import go
from loops.pages.rendering import page
from loops.pages.write_limits import count_write
from loops_tenants.actors import Actor
from loops_tenants.hosts import tenant

writer = for_members(WRITING)


@writer
async def ask_to_begin(by: Actor) -> Response:
    return await in_form(EntryForm(), by)


@writer
async def begin(by: Actor) -> Response:
    """Sent twice, the form makes one entry."""
    form = EntryForm.sent(await request.form)
    if problems := form.problems():
        return await in_form(form, by, problems=problems)

    async def make() -> str:
        id = await ChangelogEntry.add(tenant(), form.asked(), by=by)
        await form_code.use(form.code, f"/changelog/{id}")
        await audited.noted("changelog.create", str(id), audited.details(form.asked()), by=by)
        return f"/changelog/{id}"

    return await sent(make, form, by)


@writer
async def ask_to_change(by: Actor, id: UUID) -> Response:
    return await in_form(EntryForm.of(await seen(id, by)), by, id=id)


@writer
async def change(by: Actor, id: UUID) -> Response:
    form = EntryForm.sent(await request.form)
    if problems := form.problems():
        return await in_form(form, by, id=id, problems=problems)

    async def work() -> str:
        found = await ChangelogEntry.locked(tenant(), id)
        await found.change(tenant(), form.change(), by=by)
        await audited.noted("changelog.change", str(id), audited.details(form.change()), by=by)
        return f"/changelog/{id}"

    return await sent(work, form, by, id=id)


async def sent(work: writes.Work[str], form: EntryForm, by: Actor, *, id: UUID | None = None) -> Response:
    count_write(by)
    try:
        return go(await writes.carried_out(work))
    except form_code.SentBefore:
        return go(await form_code.led_to(form.code))
    except PostsUnknown:
        return await in_form(form, by, id=id, problems={"others": "entry_posts_unknown"})


@writer
async def ask_to_delete(by: Actor, id: UUID) -> Response:
    return page("entry_delete.html", entry=await seen(id, by))


@writer
async def delete(by: Actor, id: UUID) -> Response:
    count_write(by)

    async def work() -> None:
        await (await ChangelogEntry.locked(tenant(), id)).delete()
        await audited.noted("changelog.delete", str(id), {}, by=by)

    await writes.carried_out(work)
    return go("/changelog")


async def in_form(
    form: EntryForm, by: Actor, *, id: UUID | None = None, problems: dict[str, str] | None = None
) -> Response:
    """With what was done lately, to be ticked."""
    done = (await roadmap(tenant(), by=by)).get("done", [])
    linked = (await seen(id, by))["posts"] if id else []
    choices = {post["id"]: post["title"] for post in [*linked, *done]}
    about = {"choices": choices, "id": id, "problems": problems or {}}
    return page("entry_form.html", status=400 if problems else 200, form=form.shown_again(), **about)


async def seen(id: UUID, by: Actor) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(await entry(tenant(), id, to=by))
    return found
