"""tenant: the boards of this installation."""

import asyncio
import sys

import click

from loops.commands.answering import Answer, on_the_database
from loops.commands.audited import noted
from loops.commands.progress import progress
from loops.models import board
from loops.settings import Settings
from loops_tenants import memory, registry
from loops_tenants.models import Tenant
from loops_tenants.scope import system_transaction

DAYS = registry.GRACE.days


class NotConfirmed(Exception):
    def __init__(self) -> None:
        super().__init__("Nobody said yes; with `--yes` nobody is asked.")


@click.group()
def tenant() -> None:
    """Boards: found, list, suspend, delete and bring back those that live here."""


@tenant.command()
@click.argument("slug")
@click.option("--name", required=True, help="What the organisation is called.")
@on_the_database
async def create(settings: Settings, slug: str, name: str) -> Answer:
    """Found a tenant, with a board at SLUG.<domain>.

    A slug is 3 to 40 of a-z, 0-9 and -. `loops key create` then makes its first API key.
    """
    async with system_transaction():
        made = await board.founded(slug, name)
        await noted(made.id, "tenant.create", details=listed(made))
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
    async with system_transaction():
        suspended = await registry.suspend(slug)
        await noted(suspended.id, "tenant.suspend")
    return Answer({"slug": slug, "suspended": True}, [f"{slug} is suspended; `loops tenant resume {slug}` opens it."])


@tenant.command()
@click.argument("slug")
@on_the_database
async def resume(settings: Settings, slug: str) -> Answer:
    """Open a suspended board again."""
    async with system_transaction():
        resumed = await registry.resume(slug)
        await noted(resumed.id, "tenant.resume")
    return Answer({"slug": slug, "suspended": False}, [f"{slug} is open."])


@tenant.command()
@click.argument("slug")
@click.option("--now", is_flag=True, help="With all that it has, for ever, and without a time to change one's mind.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@on_the_database
async def delete(settings: Settings, slug: str, now: bool, yes: bool) -> Answer:
    """Delete a tenant: its board is gone at once.

    For 30 days `loops tenant restore` brings it back; then all that it has goes: posts, votes, keys, webhooks, events.
    With --now that goes at once, and nothing brings it back; when this is stopped half-way, call it again: it goes on.
    Nobody else is given its slug until a year later.
    """
    if not yes:
        found = await registry.find(slug)
        how = " with all that it has, for ever" if now else f", for {DAYS} days it can be brought back"
        demand_yes(f"Delete {found.name} ({slug}){how}?")
    return await erased(slug) if now else await closed(slug)


def demand_yes(question: str) -> None:
    """In a script nobody is there to answer."""
    try:
        click.confirm(question, abort=True, err=True)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        click.echo(err=True)
        raise NotConfirmed from None


async def closed(slug: str) -> Answer:
    async with system_transaction():
        buried = await registry.bury(slug)
        await noted(buried.id, "deletion.create")
    assert buried.deleted_at, "it is buried"
    until = registry.erased_at(buried.deleted_at)
    shown = {"slug": slug, "deleted_at": buried.deleted_at, "erased_at": until}
    return Answer(shown, [f"{slug} is deleted; until {until:%Y-%m-%d} `loops tenant restore {slug}` brings it back."])


async def erased(slug: str) -> Answer:
    async with system_transaction():
        buried = await registry.bury(slug, at_once=True)
    await asyncio.sleep(memory.BELIEVED)  # until no process believes any longer that it lives
    gone = 0
    with progress(await board.rows(buried), f"Deleting {slug}") as bar:
        async for n in board.clear(buried):
            gone += n
            bar.update(n)
    return Answer({"slug": slug, "rows": gone}, [f"{slug} is deleted, {gone} rows with it."])


@tenant.command()
@click.argument("slug")
@on_the_database
async def restore(settings: Settings, slug: str) -> Answer:
    """Bring back a tenant that was deleted less than 30 days ago, with all that it had."""
    async with system_transaction():
        found = await registry.bring_back(slug)
        await noted(found.id, "deletion.revoke")
    return Answer({"slug": slug, "restored": True}, [f"{slug} is back."])


def listed(tenant: Tenant) -> dict[str, str]:
    return {"slug": tenant.slug, "name": tenant.name}
