"""tenant: the boards of this installation."""

import asyncio

import click

from loops.commands.answering import Answer, on_the_database
from loops.commands.progress import progress
from loops.models import board
from loops.settings import Settings
from loops_tenants import memory, registry
from loops_tenants.models import Tenant


@click.group()
def tenant() -> None:
    """Boards: found, list, suspend and delete those that live here."""


@tenant.command()
@click.argument("slug")
@click.option("--name", required=True, help="What the organisation is called.")
@on_the_database
async def create(settings: Settings, slug: str, name: str) -> Answer:
    """Found a tenant, with a board at SLUG.<domain>.

    A slug is 3 to 40 of a-z, 0-9 and -. `loops key create` then makes its first API key.
    """
    made = await board.found(slug, name)
    shown = {"id": made.id, **listed(made), "url": settings.home_of(slug)}
    return Answer(
        shown, [settings.home_of(slug)], note=f"Its first key: loops key create --tenant {slug} --kind secret"
    )


@tenant.command("list")
@on_the_database
async def list_(settings: Settings) -> Answer:
    """List the tenants, the oldest first."""
    found = await registry.living()
    wide = max((len(one.slug) for one in found), default=0)
    lines = [f"{one.slug:{wide}}  {one.name}{'  (suspended)' if one.suspended_at else ''}" for one in found]
    return Answer([listed(one) for one in found], lines, note="" if found else "There is no tenant yet.")


@tenant.command()
@click.argument("slug")
@on_the_database
async def suspend(settings: Settings, slug: str) -> Answer:
    """Close a board for the time being.

    Its pages and its API answer 403, and its deliveries wait.
    """
    await registry.suspend(slug)
    return Answer({"slug": slug, "suspended": True}, [f"{slug} is suspended; `loops tenant resume {slug}` opens it."])


@tenant.command()
@click.argument("slug")
@on_the_database
async def resume(settings: Settings, slug: str) -> Answer:
    """Open a suspended board again."""
    await registry.resume(slug)
    return Answer({"slug": slug, "suspended": False}, [f"{slug} is open."])


@tenant.command()
@click.argument("slug")
@click.option("--yes", is_flag=True, help="Do not ask.")
@on_the_database
async def delete(settings: Settings, slug: str, yes: bool) -> Answer:
    """Delete a tenant with all that it has.

    Posts, votes, keys, webhooks, events: all of it. Its board is gone at once, and nothing brings it back. Nobody else
    is given its slug for a year. When this is stopped half-way, call it again: it goes on.
    """
    if not yes:
        found = await registry.find(slug)
        click.confirm(f"Delete {found.name} ({slug}) with all that it has, for ever?", abort=True, err=True)
    buried = await registry.bury(slug)
    await asyncio.sleep(memory.BELIEVED)  # until no process believes any longer that it lives
    gone = 0
    with progress(await board.rows(buried), f"Deleting {slug}") as bar:
        async for n in board.clear(buried):
            gone += n
            bar.update(n)
    return Answer({"slug": slug, "rows": gone}, [f"{slug} is deleted, {gone} rows with it."])


def listed(tenant: Tenant) -> dict[str, str]:
    return {"slug": tenant.slug, "name": tenant.name}
