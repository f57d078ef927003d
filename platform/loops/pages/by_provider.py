"""Signing in by a provider: out to it, and back."""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode

from quart import Blueprint, Response, current_app, g, request

from loops import limits, own_provider
from loops.pages.going import begun_here, bound, go, here
from loops_tenants import cookies, members, oauth, persons, signed_in
from loops_tenants.handover import Departure
from loops_tenants.hosts import caller, hosts
from loops_tenants.models import TenantProvider
from loops_tenants.names import bare
from loops_tenants.next_path import local_path
from loops_tenants.oauth import Provider
from loops_tenants.persons import Known
from loops_tenants.providers import KEY as OWN
from loops_tenants.scope import system_transaction
from loops_tenants.sign_in_errors import NoProvider

KEYS = ("github", "google", "oidc", OWN)


class Door(NamedTuple):
    """A provider, and the one host that it sends people back to. `row` is a tenant's own one's."""

    provider: Provider
    home: str
    row: TenantProvider | None = None

    @property
    def back(self) -> str:
        return f"{self.home}/sign-in/{self.provider.key}/callback"


def init(people: Blueprint) -> None:
    """A path each, and none that takes whatever word stands in it."""
    for key in KEYS:
        people.add_url_rule(f"/sign-in/{key}", f"to_{key}", partial(leave, key))
        people.add_url_rule(f"/sign-in/{key}/callback", f"from_{key}", partial(come_back, key))


async def leave(key: str) -> Response:
    limits.count_sign_in()
    door = await door_of(key)
    if bare(caller().host or "") != bare(door.home.partition("://")[2]):
        return go(f"{door.home}/sign-in/{key}?{request.query_string.decode()}")
    cookie = begun_here()
    where = await oauth.leave(door.provider, door.back, at=here(), cookie=cookie, onward=onward(request.args))
    return bound(go(where), cookie)


def onward(asked: Mapping[str, str]) -> dict[str, str]:
    """Where to go afterwards: to a board that somebody came from, or a path here."""
    if departure := Departure.told(asked):
        return departure._asdict()
    return {"next": local_path(asked.get("next", ""), "/" if g.tenant else "/sign-in")}


async def come_back(key: str) -> Response:
    limits.count_sign_in()
    door, cookie = await door_of(key), cookies.sent(cookies.UNDERWAY)
    known, told = await oauth.come_back(door.provider, door.back, request.args, at=here(), cookie=cookie)
    if door.row:
        return await let_in(door.row, known, told["next"])
    async with system_transaction():
        person = await persons.recognised(known)
    # Signed in here now, so that the way to a board is the one of everybody who is.
    where = f"/sign-in?{urlencode(told)}" if "board" in told else told["next"]
    return await signed_in.sign_in(go(where), person.id, key)


async def let_in(row: TenantProvider, known: Known, where: str) -> Response:
    """Somebody whom a tenant's own provider vouches for: a person of that tenant, and of no other place."""
    row.admit(known)
    async with system_transaction():
        person = await persons.recognised(known, row.tenant_id)
        if person.is_new and row.role:
            await members.enrol(row.tenant_id, person.id, row.role)
    return await signed_in.sign_in(go(where), person.id, OWN)


async def door_of(key: str) -> Door:
    """A tenant's own provider is at its host, the installation's are at the apex, or at the one board there is."""
    if key == OWN:
        if g.tenant is None or (row := await own_provider.row_of(g.tenant)) is None:
            raise NoProvider
        return Door(own_provider.made_of(row), g.tenant.home, row)
    found: Provider | None = current_app.extensions["providers"].get(key)
    if found is None or (g.tenant and not hosts().single):
        raise NoProvider
    return Door(found, hosts().home)
