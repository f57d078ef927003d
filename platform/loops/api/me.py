"""/me: who is signed in, and what they may do here."""

from uuid import UUID

from quart import Blueprint, g
from typing_extensions import TypedDict

from loops.api.contract import allow
from loops_tenants import persons
from loops_tenants.access import actor
from loops_tenants.actors import user_id_of
from loops_tenants.roles import Permission, Role, permissions_of

me = Blueprint("me", __name__)


class MeJson(TypedDict):
    """`role` is null where they are no member, and at the apex, which has none. They vote as `external_user_id`."""

    id: UUID
    name: str
    email: str | None
    tenant: str | None
    role: Role | None
    permissions: list[Permission]
    external_user_id: str


@me.get("/me")
@allow("session", transaction=False)
async def show_me() -> MeJson:
    """Who is signed in, and what their role permits at this host."""
    by = actor()
    person = await persons.themselves(own_id())
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "tenant": g.tenant.slug if g.tenant else None,
        "role": by.role,
        "permissions": permissions_of(by.role),
        "external_user_id": user_id_of(person.id),
    }


def own_id() -> UUID:
    """Of who is signed in."""
    by = actor()
    assert by.id, "the route demands a session"
    return by.id
