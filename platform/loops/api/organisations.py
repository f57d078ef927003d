"""/organisations: those that the person who asks belongs to, and new ones."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from quart import Blueprint, current_app, g
from typing_extensions import TypedDict

from loops.api.bringing_back import taken_back
from loops.api.contract import allow
from loops.api.me import own_id
from loops.models import founding
from loops.models.writing import Seen, Text
from loops_tenants import organisations as own
from loops_tenants import registry
from loops_tenants.access import actor
from loops_tenants.errors import Forbidden
from loops_tenants.hosts import hosts
from loops_tenants.organisations import Organisation
from loops_tenants.roles import Role

organisations = Blueprint("organisations", __name__)


class NewOrganisation(BaseModel):
    """`slug`: 3-40 of a-z, 0-9 and -, by which its board is reached."""

    name: Annotated[Text, Field(min_length=1, max_length=120), Seen]
    slug: Annotated[Text, Field(max_length=40)]


class OrganisationJson(TypedDict):
    """`role` is that of the person who asks, `url` the address of the board.

    A deleted one is shown to its owners, who may bring it back until `erased_at`.
    """

    slug: str
    name: str
    role: Role
    url: str
    suspended: bool
    deleted_at: datetime | None
    erased_at: datetime | None


class OrganisationList(TypedDict):
    organisations: list[OrganisationJson]


class AtTheApex(Forbidden):
    def __init__(self) -> None:
        super().__init__(f"This is done at the installation's own address: {hosts().home}")


@organisations.get("/organisations")
@allow("session", transaction=False)
async def list_organisations() -> OrganisationList:
    """The organisations that one belongs to, by name, 200 at most: at a board's host as at the apex."""
    return {"organisations": [shown(one) for one in await own.of(own_id())]}


@organisations.post("/organisations")
@allow("session", transaction=False)
async def found_organisation(body: NewOrganisation) -> tuple[OrganisationJson, Literal[201]]:
    """Found an organisation, and own it; at the apex alone. The same one asked for again is answered alike."""
    if g.tenant:
        raise AtTheApex
    signup = current_app.extensions["signup"]
    return shown(await founding.found(own_id(), body.slug, body.name, signup=signup)), 201


@organisations.delete("/organisations/<slug>/deletion")
@allow("session", transaction=False, refusals={409})
async def take_back_deletion(slug: str) -> OrganisationJson:
    """Bring back an organisation of one's own that was deleted, with all that it had; at the apex alone."""
    if g.tenant:
        raise AtTheApex
    return shown(await taken_back(slug, by=actor()))


def shown(organisation: Organisation) -> OrganisationJson:
    return {
        "slug": organisation.slug,
        "name": organisation.name,
        "role": organisation.role,
        "url": hosts().home_of(organisation.slug),
        "suspended": organisation.suspended,
        "deleted_at": organisation.deleted_at,
        "erased_at": organisation.deleted_at and registry.erased_at(organisation.deleted_at),
    }
