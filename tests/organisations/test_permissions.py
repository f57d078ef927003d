"""docs/permissions.md, walked: each role really makes each call, and is let through or refused as the page says."""

import re
from typing import cast

import asyncpg
import pytest
from quart import Quart

from caller import Answer, Caller
from house.pages import text
from loops.api import openapi
from loops_tenants import hosts
from loops_tenants.models import Tenant
from loops_tenants.roles import PERMISSIONS, ROLES, Role
from people import person, signed_in
from test_isolation import BODY, MERGES, PICTURES, QUERY, THINGS, a_post

PAGE = text("docs/permissions.md")
ROW = re.compile(r"^\| `(.+?)` \| (.+) \|$", re.M)
SAID = {"yes": True, "–": False, "oneself": False, "one's own": False}  # what is walked is somebody else's
WHO = [*ROLES, "visitor"]
OWN = {"/sessions/:id"}
# As a visitor may send it too: for no external user but themselves.
VISITORS = {"slug": "acme"} | {name: value for name, value in BODY.items() if name not in ("external_user_id", "slug")}


def rows(heading: str) -> dict[str, list[str]]:
    """The cells after the first, by it."""
    table = PAGE.partition(heading)[2].partition("\n## ")[0]
    return {first: rest.split(" | ") for first, rest in ROW.findall(table)}


def test_the_page_has_every_permission_as_the_code_has_it() -> None:
    said = {
        name: {role for role, cell in zip(ROLES, cells, strict=False) if SAID[cell]}
        for name, cells in rows("# Who").items()
    }
    assert said == {name: set(roles) for name, roles in PERMISSIONS.items()}


async def test_the_page_has_every_call(app: Quart) -> None:
    async with app.test_request_context("/"):
        made = {f"{route.method} {shown(route.path)}" for route in openapi.described()}
        assert all(route.contract.permission for route in openapi.described() if route.contract.scope == "admin")
    assert set(rows("## By call")) == made


def shown(path: str) -> str:
    return re.sub(r"{(\w+)}", r":\1", path.removeprefix("/api/v1"))


@pytest.mark.parametrize("who", WHO)
async def test_each_role_may_call_what_the_page_says(
    app: Quart, acme: Tenant, ada: Caller, sql: asyncpg.Connection, who: str
) -> None:
    somebody = await person(who, of=None if who == "visitor" else acme, role=cast(Role, who))
    for call, cells in rows("## By call").items():
        by = await signed_in(app, somebody, acme)
        answer = await called(by, call, ada)
        allowed = SAID[cells[WHO.index(who)]]
        assert (answer.status // 100 == 2) is allowed, (call, answer.json)
        assert allowed or (answer.status, answer.code) == (403, "forbidden"), call
        await sql.execute("UPDATE tenants SET deleted_at = NULL")
        hosts.look_up.forget()


async def called(by: Caller, call: str, ada: Caller) -> Answer:
    """What the id stands for is Ada's, but for what is everybody's own."""
    method, path = call.split()
    if ":" in path:
        thing = THINGS.get(f"/api/v1{path.partition(':')[0]}", a_slug)
        path = re.sub(r":\w+", await thing(by if path in OWN else ada), path)
    if method == "PUT" and (picture := PICTURES.get(f"/api/v1{path}")):
        return await by.send(method, path, *picture)
    body = VISITORS | ({"into": await a_post(ada)} if MERGES.fullmatch(path) else {})
    return await by(method, path + QUERY.get(f"/api/v1{path}", ""), None if method == "GET" else body)


async def a_slug(of: Caller) -> str:
    return "acme"


async def test_a_key_may_what_its_scopes_say_and_never_what_an_owner_may(ada: Caller, bob: Caller) -> None:
    assert (await ada("GET", "/keys")).status == 200
    assert (await bob("GET", "/keys")).code == "insufficient_scope"
