"""People who sign in: sessions of theirs, without the way there."""

from quart import Quart
from werkzeug.routing import Rule

from browser import Browser
from caller import Caller
from conftest import DOMAIN
from loops_tenants import sessions
from loops_tenants.models import Membership, Person, Tenant
from loops_tenants.roles import Role
from loops_tenants.scope import system_transaction
from loops_tenants.sessions import Browser as From

FIREFOX = From("Firefox", "203.0.113.7")
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


async def person(name: str = "Ada", *, of: Tenant | None = None, role: Role = "owner") -> Person:
    """An ordinary one, who is a member of a tenant, if one is given."""
    async with system_transaction():
        made = await Person.create(name=name, email=f"{name.lower()}@example.com")
        if of:
            await Membership.create(tenant_id=of.id, person_id=made.id, role=role)
    return made


async def session(of: Person, at: Tenant | None) -> str:
    """The cookie's token: at a tenant's host, or at the apex."""
    async with system_transaction():
        return await sessions.begin(of.id, at.id if at else None, "link", FIREFOX)


async def signed_in(app: Quart, of: Person, at: Tenant | None) -> Caller:
    """Who calls from a page of that host."""
    headers = {"Host": f"{at.slug}.{DOMAIN}" if at else DOMAIN, "Cookie": f"__Host-loops={await session(of, at)}"}
    return Caller(app.test_client(), headers | OWN_PAGE)


async def sign_browser_in(browser: Browser, of: Person, at: Tenant | None) -> None:
    """Without the way there."""
    host = f"{at.slug}.{DOMAIN}" if at else DOMAIN
    browser.cookies.setdefault(host, {})["__Host-loops"] = await session(of, at)


async def for_route(app: Quart, rule: Rule, by: Caller) -> Caller:
    """The same, or where a route is for people alone, an owner of the same tenant."""
    view = vars(app.view_functions[rule.endpoint])
    for_people = "permission" in view or rule.rule.startswith(("/comments/", "/me"))
    if not (view["contract"].scope == "session" if "contract" in view else for_people):
        return by
    async with system_transaction():
        tenant = await Tenant.get(slug=by.headers["Host"].partition(".")[0])
    return await signed_in(app, await person(of=tenant), tenant)
