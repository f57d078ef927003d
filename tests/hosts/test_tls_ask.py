import asyncpg
import pytest
from quart import Quart

from conftest import DOMAIN
from loops_tenants import hosts
from loops_tenants.models import Tenant
from visitor import visit

ACME = f"acme.{DOMAIN}"


@pytest.mark.parametrize(
    ("domain", "status"),
    [
        (DOMAIN, 200),
        (DOMAIN.upper() + ".", 200),
        (ACME, 200),
        (f"nobody.{DOMAIN}", 404),
        (f"a.{ACME}", 404),
        ("evil.test", 404),
        ("", 404),
        ("%00", 404),
    ],
)
@pytest.mark.parametrize("host", [DOMAIN, "10.1.2.3", "evil.test", "["])
async def test_tls_is_for_the_apex_and_for_boards_that_live(
    app: Quart, acme: Tenant, domain: str, status: int, host: str
) -> None:
    assert (await visit(app, f"/tls-ask?domain={domain}", ("Host", host))).status == status


async def test_tls_is_not_for_a_deleted_tenant(app: Quart, acme: Tenant, sql: asyncpg.Connection) -> None:
    for fate, status in (("suspended_at", 200), ("deleted_at", 404)):
        await sql.execute(f"UPDATE tenants SET {fate} = now()")
        hosts.look_up.forget()
        assert (await visit(app, f"/tls-ask?domain={ACME}")).status == status
