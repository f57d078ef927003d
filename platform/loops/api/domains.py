"""/domains: names of a board's own, by which it is reached beside its usual host."""

from typing import Literal, cast
from uuid import UUID

from quart import Blueprint, current_app, request

from loops.api.contract import allow
from loops.models import own_domain
from loops.models.own_domain import DomainChange, DomainJson, DomainList, NewDomain, shown
from loops.outbound.records import Records
from loops_tenants import domain_names, domain_proofs
from loops_tenants.domains import Domain
from loops_tenants.hosts import hosts, tenant

domains = Blueprint("domains", __name__)


@domains.get("/domains")
@allow("admin", permission="tenant.change")
async def list_domains() -> DomainList:
    """The board's own domains, the oldest first, each with the DNS record that proves it."""
    return {"domains": [shown(domain) for domain in await Domain.all_of(tenant().id)], "next_cursor": None}


@domains.post("/domains")
@allow("admin", permission="tenant.change")
async def create_domain(body: NewDomain) -> tuple[DomainJson, Literal[201]]:
    """A claim. It is served once its DNS record is there and was looked for."""
    name = domain_names.checked(body.domain, apex=hosts().domain)
    return shown(await Domain.claim(tenant().id, name)), 201


@domains.get("/domains/<uuid:id>")
@allow("admin", permission="tenant.change")
async def show_domain(id: UUID) -> DomainJson:
    """One domain."""
    return shown(await Domain.of(tenant().id, id))


async def look(_: object) -> None:
    await own_domain.verify(tenant(), (request.view_args or {})["id"], cast(Records, current_app.extensions["records"]))


@domains.post("/domains/<uuid:id>/verify")
@allow("admin", permission="tenant.change", before=look)
async def verify_domain(id: UUID) -> DomainJson:
    """Look for its DNS record now. Where it is not there yet `problem` says so; ask again later."""
    return shown(await Domain.of(tenant().id, id))


@domains.patch("/domains/<uuid:id>")
@allow("admin", permission="tenant.change", refusals=[409])
async def change_domain(id: UUID, body: DomainChange) -> DomainJson:
    """`primary: true` lets the board's links begin with it. One that is not verified: 409."""
    domain = await Domain.of(tenant().id, id)
    if body.get("primary", domain.is_primary) != domain.is_primary:
        await domain.prefer(body["primary"])
        domain_proofs.forget()
    return shown(domain)


@domains.delete("/domains/<uuid:id>")
@allow("admin", permission="tenant.change")
async def delete_domain(id: UUID) -> tuple[Literal[""], Literal[204]]:
    """Gone, and served no more within a second."""
    await (await Domain.of(tenant().id, id)).delete()
    domain_proofs.forget()
    return "", 204
