"""A tenant that is deleted takes its people with it, and nobody else's."""

import asyncpg

from browser import Browser
from caller import Caller
from loops.models import board
from loops_tenants import registry
from loops_tenants.models import Tenant
from loops_tenants.scope import system_transaction
from signing_in.hosts import ACME, APEX
from signing_in.issuer import CLIENT_ID, CLIENT_SECRET, Issuer
from signing_in.linking import link


async def test_its_own_people_go_with_it_and_others_stay(
    browser: Browser, ada: Caller, acme: Tenant, issuer: Issuer, sql: asyncpg.Connection
) -> None:
    own = {"name": "Acme ID", "issuer": issuer.url, "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    await ada("PUT", "/sign-in-provider", own)
    await Browser(browser.app).open(f"{ACME}/sign-in/own")
    await browser.open(await link(acme))
    await browser.submit("/sign-in/link")
    await browser.open(f"{ACME}/sign-in/apex?next=/")
    assert await sql.fetchval("SELECT count(*) FROM sessions WHERE revoked_at IS NULL") == 3
    async with system_transaction():
        tenant = await registry.bury("acme")
    _ = [gone async for gone in board.clear(tenant)]
    assert [name for (name,) in await sql.fetch("SELECT name FROM persons")] == ["Acme owner"]
    assert "Signed in as Acme owner" in (await browser.open(f"{APEX}/sign-in")).text
    assert await sql.fetchval("SELECT count(*) FROM sessions WHERE revoked_at IS NULL") == 1
