"""/changelog: what has been done, announced."""

from typing import Literal
from uuid import UUID

from quart import Blueprint

from loops.answers import Json
from loops.api.contract import allow
from loops.models.changelog import ChangelogEntry
from loops.models.changelog_shapes import EntryChange, EntryJson, EntryPage, ListEntries, NewEntry
from loops.models.changelog_shown import entry, page_of_entries
from loops_tenants.access import actor
from loops_tenants.hosts import tenant

changelog = Blueprint("changelog", __name__)


@changelog.get("/changelog")
@allow("read", transaction=False)
async def list_entries(query: ListEntries) -> Json[EntryPage]:
    """What was published, newest first; with `drafts` what is not yet, for the team."""
    return Json(await page_of_entries(tenant(), query, to=actor()))


@changelog.post("/changelog")
@allow("admin", permission="changelog.write")
async def create_entry(body: NewEntry) -> tuple[Json[EntryJson], Literal[201]]:
    """A draft, or with `published` an entry that everybody sees at once."""
    id = await ChangelogEntry.add(tenant(), body, by=actor())
    return Json(await entry(tenant(), id, to=actor())), 201


@changelog.get("/changelog/<uuid:id>")
@allow("read", transaction=False)
async def show_entry(id: UUID) -> Json[EntryJson]:
    """One entry."""
    return Json(await entry(tenant(), id, to=actor()))


@changelog.patch("/changelog/<uuid:id>")
@allow("admin", permission="changelog.write")
async def change_entry(id: UUID, body: EntryChange) -> Json[EntryJson]:
    """Set what is given; what is not stays. Published again it has its old place, and nobody is told again."""
    found = await ChangelogEntry.locked(tenant(), id)
    await found.change(tenant(), body, by=actor())
    return Json(await entry(tenant(), id, to=actor()))


@changelog.delete("/changelog/<uuid:id>")
@allow("admin", permission="changelog.write")
async def delete_entry(id: UUID) -> tuple[Literal[""], Literal[204]]:
    """Gone; its posts stay."""
    await (await ChangelogEntry.locked(tenant(), id)).delete()
    return "", 204
