"""key: API keys of a tenant, made, listed and revoked."""

from datetime import UTC, datetime
from uuid import UUID

import click

from loops.commands.answering import Answer, on_the_database
from loops.commands.audited import noted
from loops.commands.words import Commas, checked, of_tenant
from loops.models.key_shapes import NewKey, shown
from loops.settings import Settings
from loops_tenants import keys, registry
from loops_tenants.access import SYSTEM
from loops_tenants.errors import NotFound
from loops_tenants.keys import Kind
from loops_tenants.models import ApiKey
from loops_tenants.scope import tenant_transaction

MOST = 10_000  # that are listed
KINDS = click.Choice(("secret", "publishable"))


class KeyUnknown(NotFound):
    def __init__(self, slug: str, id: str) -> None:
        super().__init__(f"`{slug}` has no key with the id `{id}`: `loops key list --tenant {slug}` shows its keys.")


@click.group()
def key() -> None:
    """API keys: create, list and revoke those of a tenant."""


@key.command()
@of_tenant
@click.option("--kind", type=KINDS, required=True, help="A secret key is for servers, a publishable one for pages.")
@click.option("--scopes", type=Commas(), help="What a secret key may do, out of read,write,admin; unless given, all.")
@click.option("--name", default="", help="What it is for.")
@click.option("--origins", type=Commas(), help="The pages a publishable key is for: https://a,https://b; else any.")
@on_the_database
async def create(
    settings: Settings, slug: str, kind: Kind, scopes: list[str] | None, name: str, origins: list[str] | None
) -> Answer:
    """Make an API key, and print it.

    A secret key is shown this once and kept nowhere. A publishable key may always read and write, and never
    administer.
    """
    owner = await registry.find(slug)
    asked = scopes if scopes is not None else [] if kind == "publishable" else keys.SCOPES
    new = checked(NewKey, kind=kind, scopes=asked, name=name, origins=origins or [])
    async with tenant_transaction(owner.id):
        row, text = await keys.create(owner.id, created_by=SYSTEM.as_json(), **vars(new))
        await noted(owner.id, "keys.create", row.id, new)
    note = "This key is not shown again." if kind == "secret" else ""
    return Answer({**shown(row), "key": text}, [text], note)


@key.command("list")
@of_tenant
@on_the_database
async def list_(settings: Settings, slug: str) -> Answer:
    """List a tenant's keys, the newest first.

    Of a secret key nothing is kept that could be shown.
    """
    owner = await registry.find(slug)
    async with tenant_transaction(owner.id):
        found = await keys.listed(owner.id, limit=MOST)
    return Answer([shown(one) for one in found], map(line, found), note="" if found else "There is no key yet.")


@key.command()
@of_tenant
@click.argument("id")
@on_the_database
async def revoke(settings: Settings, slug: str, id: str) -> Answer:
    """Take a key back: within a second it opens nothing.

    ID is as `loops key list` shows it.
    """
    owner = await registry.find(slug)
    try:
        async with tenant_transaction(owner.id):
            gone = await keys.revoke(owner.id, UUID(id))
            await noted(owner.id, "keys.revoke", gone.id)
    except (keys.KeyNotFound, ValueError):
        raise KeyUnknown(slug, id) from None
    return Answer(shown(gone), [f"{gone.id} is revoked."])


def line(key: ApiKey) -> str:
    expired = key.expires_at and key.expires_at < datetime.now(UTC)
    state = "revoked" if key.revoked_at else "expired" if expired else "good"
    said = key.publishable or "loop_sk_…"
    return f"{key.id}  {state:7}  {','.join(key.scopes):16}  {said:44}  {key.name}".rstrip()
