"""Forms of a board's pages, filled in by people, who take their time."""

from datetime import UTC, datetime, timedelta

from quart import Quart

from browser import Browser, Shown
from loops_tenants.models import Tenant
from signing_in.hosts import ACME

DARK = {"title": "Dark mode", "description": "For the **night**"}


def code_of(app: Quart, tenant: Tenant, *, age: float = 10) -> str:
    """Of a form that was opened so many seconds ago."""
    at = datetime.now(UTC) - timedelta(seconds=age)
    return str(app.extensions["safe"].lock(repr(at.timestamp()), "forms", str(tenant.id)))


async def post_idea(browser: Browser, tenant: Tenant, **fields: str) -> Shown:
    await browser.open(f"{ACME}/new")
    return await browser.submit("/new", **{**DARK, "code": code_of(browser.app, tenant), **fields})


async def comment(browser: Browser, tenant: Tenant, post: str, **fields: str) -> Shown:
    """`post` is its path."""
    await browser.open(f"{ACME}{post}")
    told = {"body": "I want that **too**", "code": code_of(browser.app, tenant), **fields}
    return await browser.submit(f"{post}/comments", **told)
