"""domain: names of a board's own, by which it is reached beside its usual host."""

from collections.abc import Iterator
from uuid import UUID

import click

from loops.commands.answering import Answer, on_the_database
from loops.commands.audited import noted
from loops.commands.words import of_tenant
from loops.models import own_domain
from loops.models.own_domain import DomainJson, shown
from loops.outbound.records import Records
from loops.settings import Settings
from loops_tenants import domain_names, registry
from loops_tenants.domains import Domain
from loops_tenants.errors import Conflict, NotFound
from loops_tenants.models import Tenant
from loops_tenants.names import ascii_name
from loops_tenants.scope import tenant_transaction


class DomainUnknown(NotFound):
    def __init__(self, slug: str, name: str) -> None:
        super().__init__(f"`{slug}` has no domain `{name}`: see `loops domain list --tenant {slug}`.")


class NotProved(Conflict):
    def __init__(self, domain: DomainJson) -> None:
        super().__init__(f"{domain['domain']} is not verified. {domain['problem']}")


@click.group()
def domain() -> None:
    """Domains of a board's own: claim, verify, list and delete them."""


@domain.command()
@of_tenant
@click.argument("name")
@on_the_database
async def create(settings: Settings, slug: str, name: str) -> Answer:
    """Claim NAME, as ideas.example.com, and print the DNS record that proves it.

    It is served once `loops domain verify` has found the record.
    """
    owner = await registry.find(slug)
    wanted = domain_names.checked(name, apex=settings.apex)
    async with tenant_transaction(owner.id):
        made = shown(await Domain.claim(owner.id, wanted))
        await noted(owner.id, "domains.create", made["id"], {"domain": wanted})
    record = made["record"]
    return Answer(made, [f"{record['type']}  {record['name']}  {record['value']}"])


@domain.command()
@of_tenant
@click.argument("name")
@on_the_database
async def verify(settings: Settings, slug: str, name: str) -> Answer:
    """Look for NAME's DNS record now.

    Where it is not there yet it is said why, and the exit code is not 0.
    """
    owner = await registry.find(slug)
    await own_domain.verify(owner, await id_of(owner, name), Records())
    async with tenant_transaction(owner.id):
        found = shown(await Domain.of(owner.id, await id_in(owner, name)))
        await noted(owner.id, "domains.verify", found["id"])
    if not found["verified"]:
        raise NotProved(found)
    return Answer(found, line(found))


@domain.command("list")
@of_tenant
@on_the_database
async def list_(settings: Settings, slug: str) -> Answer:
    """List a board's own domains, the oldest first."""
    owner = await registry.find(slug)
    async with tenant_transaction(owner.id):
        found = [shown(each) for each in await Domain.all_of(owner.id)]
    lines = [text for each in found for text in line(each)]
    return Answer(found, lines, note="" if found else "There is no domain yet.")


@domain.command()
@of_tenant
@click.argument("name")
@on_the_database
async def delete(settings: Settings, slug: str, name: str) -> Answer:
    """Serve NAME no more."""
    owner = await registry.find(slug)
    async with tenant_transaction(owner.id):
        gone = await Domain.of(owner.id, await id_in(owner, name))
        await gone.delete()
        await noted(owner.id, "domains.delete", gone.id)
    return Answer({"domain": name}, [f"{name} is deleted."])


async def id_of(owner: Tenant, name: str) -> UUID:
    async with tenant_transaction(owner.id):
        return await id_in(owner, name)


async def id_in(owner: Tenant, name: str) -> UUID:
    """In the open transaction."""
    for each in await Domain.all_of(owner.id):
        if each.name == ascii_name(name):
            return each.id
    raise DomainUnknown(owner.slug, name)


def line(of: DomainJson) -> Iterator[str]:
    yield f"{of['domain']}  {'verified' if of['verified'] else 'claimed'}{'  primary' if of['primary'] else ''}"
    if of["problem"]:
        yield f"  {of['problem']}"
