"""Signing in by a provider: out to it, and back."""

from collections.abc import Mapping
from functools import partial
from urllib.parse import urlencode

from quart import Blueprint, Response, current_app, g, request

from loops.pages.going import begun_here, bound, go, here
from loops_tenants import cookies, oauth, persons, signed_in
from loops_tenants.handover import Departure
from loops_tenants.hosts import caller, hosts
from loops_tenants.names import bare
from loops_tenants.next_path import local_path
from loops_tenants.oauth import Provider
from loops_tenants.scope import system_transaction
from loops_tenants.sign_in_errors import NoProvider

KEYS = ("github", "google", "oidc")


def init(people: Blueprint) -> None:
    """A path each, and none that takes whatever word stands in it."""
    for key in KEYS:
        people.add_url_rule(f"/sign-in/{key}", f"to_{key}", partial(leave, key))
        people.add_url_rule(f"/sign-in/{key}/callback", f"from_{key}", partial(come_back, key))


async def leave(key: str) -> Response:
    provider = provider_of(key)
    if bare(caller().host or "") != bare(hosts().domain):  # it sends people back to the one host that it knows
        return go(f"{hosts().home}{request.full_path}")
    cookie = begun_here()
    where = await oauth.leave(provider, back_from(key), at=here(), cookie=cookie, onward=onward(request.args))
    return bound(go(where), cookie)


def onward(asked: Mapping[str, str]) -> dict[str, str]:
    """Where to go afterwards: to a board that somebody came from, or a path here."""
    departure = Departure.told(asked)
    return (
        departure._asdict()
        if departure
        else {"next": local_path(asked.get("next", ""), "/" if g.tenant else "/sign-in")}
    )


async def come_back(key: str) -> Response:
    cookie = cookies.sent(cookies.UNDERWAY)
    vouched, told = await oauth.come_back(provider_of(key), back_from(key), request.args, at=here(), cookie=cookie)
    async with system_transaction():
        person_id = await persons.recognised(vouched.known)
    # Signed in here now, so that the way to a board is the one of everybody who is.
    where = f"/sign-in?{urlencode(told)}" if "board" in told else told["next"]
    return await signed_in.sign_in(go(where), person_id, key)


def provider_of(key: str) -> Provider:
    """One of the installation's, which is for the apex, or for the one board there is."""
    found: Provider | None = current_app.extensions["providers"].get(key)
    if found is None or (g.tenant and not hosts().single):
        raise NoProvider
    return found


def back_from(key: str) -> str:
    return f"{hosts().home}/sign-in/{key}/callback"
