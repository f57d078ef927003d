"""What PostgreSQL itself sees of the scope while each route is served."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
from quart import Quart

from caller import Answer, Caller
from loops_tenants.models import Tenant
from people import for_route
from test_isolation import PICTURES, QUERY, THINGS, body_of, owned_tables

# A policy that asks for every row, lets it pass, and writes down by which scope it was asked for.
WITNESS = """
CREATE UNLOGGED TABLE witnessed (tenant text, scope text, seen text);
CREATE FUNCTION witness(seen text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    INSERT INTO witnessed VALUES (current_setting('app.tenant_id', true), current_setting('app.scope', true), seen);
    RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION witness TO PUBLIC;
"""
# A key, a session and a host are looked for before a tenant is known, and a last use is noted beside.
SEEN = """
SELECT DISTINCT tenant, scope FROM witnessed
WHERE NOT (seen IN ('api_keys', 'tenants', 'sessions', 'persons', 'memberships') AND scope = 'system')"""

# What founds a tenant is in no tenant's scope yet, and what ends it leaves none for those that follow.
ELSEWHERE = {
    ("POST", "/api/v1/organisations"),
    ("DELETE", "/api/v1/organisations/<slug>/deletion"),
    ("POST", "/api/v1/tenant/deletion"),
}


@pytest.fixture
async def witness(app: Quart, ada: Caller, sql: asyncpg.Connection) -> AsyncIterator[None]:
    await sql.execute(WITNESS)
    tables = [*await owned_tables(sql), "tenants"]
    for table in tables:
        await sql.execute(f"CREATE POLICY witness ON {table} AS RESTRICTIVE USING (witness('{table}'))")
    yield
    for table in tables:
        await sql.execute(f"DROP POLICY witness ON {table}")
    await sql.execute("DROP FUNCTION witness; DROP TABLE witnessed")


async def test_every_route_reads_and_writes_in_its_tenants_scope_alone(
    app: Quart, ada: Caller, acme: Tenant, witness: None, sql: asyncpg.Connection
) -> None:
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            if not rule.rule.startswith("/api/v1/") or (method, rule.rule) in ELSEWHERE:
                continue
            by = await for_route(app, rule, ada)
            thing = await THINGS[rule.rule.partition("<")[0]](by) if rule.arguments else ""
            await sql.execute("TRUNCATE witnessed")
            built = rule.build(dict.fromkeys(rule.arguments, thing))
            assert built
            answer = await asked(by, method, built[1])
            seen = {tuple(row) for row in await sql.fetch(SEEN)}
            assert answer.status // 100 == 2, f"{method} {rule}: {answer.json}"
            assert seen <= {(str(acme.id), "")}, f"{method} {rule}"
            assert seen or method == "GET", f"{method} {rule} touched nothing"


async def asked(by: Caller, method: str, path: str) -> Answer:
    short = path.removeprefix("/api/v1")
    if method == "PUT" and path in PICTURES:
        return await by.send(method, short, *PICTURES[path])
    return await by(method, f"{short}{QUERY.get(path, '')}", None if method == "GET" else await body_of(path, by))
