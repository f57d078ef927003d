"""A board's own domains: what is taken and shown of them, and how they are looked for in the DNS."""

import asyncio
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StrictBool
from typing_extensions import TypedDict

from loops.models.text import Text
from loops.outbound.records import NoAnswer, Records
from loops_tenants import domain_proofs
from loops_tenants.domain_proofs import Looked
from loops_tenants.domains import Domain
from loops_tenants.models import Tenant
from loops_tenants.scope import tenant_transaction


class NewDomain(BaseModel):
    domain: Annotated[Text, Field(max_length=300)]


class DomainChange(TypedDict, total=False):
    """`primary: true`: the board's links begin with it, and with no other."""

    primary: StrictBool


class RecordJson(TypedDict):
    """The DNS record that proves whose the domain is."""

    type: Literal["TXT"]
    name: str
    value: str


class DomainJson(TypedDict):
    """`verified`: it is served. `problem`: why it is not, or will soon be no more."""

    id: UUID
    domain: str
    verified: bool
    primary: bool
    record: RecordJson
    problem: str | None
    verified_at: datetime | None
    checked_at: datetime | None
    created_at: datetime


class DomainList(TypedDict):
    domains: list[DomainJson]
    next_cursor: None


def shown(domain: Domain) -> DomainJson:
    name, value = domain.record
    return {
        "id": domain.id,
        "domain": domain.name,
        "verified": domain.is_served,
        "primary": domain.is_primary,
        "record": {"type": "TXT", "name": name, "value": value},
        "problem": domain.problem,
        "verified_at": domain.verified_at,
        "checked_at": domain.checked_at,
        "created_at": domain.created_at,
    }


async def verify(tenant: Tenant, id: UUID, records: Records) -> None:
    """Look for its record now. In no open transaction: other people's name servers take their time."""
    async with tenant_transaction(tenant.id):
        looked = Looked.of(await Domain.of(tenant.id, id))
    found = await look(looked, records)
    await (domain_proofs.prove(looked) if found == "proof" else domain_proofs.miss(looked, found))


async def look_again(records: Records) -> bool:
    """Look for the records of some verified domains that are due: daily, hourly while one is missing.

    Any number of processes may do so at once. Gives whether there were any: then there may be more.
    """
    due = await domain_proofs.due()
    await asyncio.gather(*(look_again_for(looked, records) for looked in due))
    return bool(due)


async def look_again_for(looked: Looked, records: Records) -> None:
    found = await look(looked, records)
    await (domain_proofs.see_again(looked) if found == "proof" else domain_proofs.miss(looked, found))


async def look(looked: Looked, records: Records) -> domain_proofs.Found:
    try:
        return looked.found(await records.txt(looked.tenant_id, looked.name))
    except NoAnswer:
        return "no answer"
