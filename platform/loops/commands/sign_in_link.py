"""sign-in-link: a way in for somebody whom no provider vouches for."""

import click

from loops.commands.answering import Answer, on_the_database
from loops.commands.audited import noted
from loops.commands.words import of_tenant
from loops.settings import Settings
from loops_tenants import links, registry
from loops_tenants.models import Tenant
from loops_tenants.roles import ROLES, Role
from loops_tenants.scope import system_transaction

NOTE = "It works once, within 24 hours."


@click.command("sign-in-link")
@of_tenant
@click.option("--role", type=click.Choice(ROLES), default="owner", show_default=True, help="What they will be there.")
@on_the_database
async def sign_in_link(settings: Settings, slug: str, role: Role) -> Answer:
    """Print a link that signs somebody in, once.

    For who runs this installation: whoever has the link is the tenant's owner, or what --role says. All links for a
    role sign in the same person, whom the first one makes.
    """
    tenant = await registry.find(slug)
    async with system_transaction():
        link = await made(settings, tenant, role)
        await noted(tenant.id, "sign_in_links.create", details={"role": role})
    return Answer({"tenant": slug, "role": role, "url": link}, [link], NOTE)


async def made(settings: Settings, tenant: Tenant, role: Role) -> str:
    """In the open system transaction. It is for the apex, where people sign in, or else for the one board there is."""
    at = tenant.id if settings.single_tenant == tenant.slug else None
    code = await links.made(tenant, role, at=at)
    return f"{settings.home}/sign-in/link?code={code}"
