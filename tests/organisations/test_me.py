"""GET /me: who is signed in, and what they may do here."""

from quart import Quart

from caller import Caller
from loops_tenants.models import Tenant
from loops_tenants.roles import ROLES, permissions_of
from people import person, signed_in


async def test_a_member_is_told_their_role_and_what_it_permits(app: Quart, acme: Tenant) -> None:
    for role in ROLES:
        ada = await person(role, of=acme, role=role)
        me = (await (await signed_in(app, ada, acme))("GET", "/me")).json
        assert me.pop("permissions") == permissions_of(role)
        assert me == {
            "id": str(ada.id),
            "name": role,
            "email": f"{role}@example.com",
            "tenant": "acme",
            "role": role,
            "external_user_id": f"person:{ada.id}",
        }


async def test_a_visitor_is_themselves_and_nobodys_member(app: Quart, acme: Tenant) -> None:
    me = (await (await signed_in(app, await person("Eve"), acme))("GET", "/me")).json
    assert (me["name"], me["role"], me["permissions"]) == ("Eve", None, [])


async def test_at_the_apex_there_is_no_role(app: Quart, acme: Tenant) -> None:
    me = (await (await signed_in(app, await person(of=acme), None))("GET", "/me")).json
    assert (me["name"], me["tenant"], me["role"]) == ("Ada", None, None)


async def test_a_key_is_nobody(ada: Caller) -> None:
    assert (await ada("GET", "/me")).code == "forbidden"
