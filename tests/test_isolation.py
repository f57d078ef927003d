"""Another tenant's rows are not there: by the routes, and beneath them by the database."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID, uuid4

import asyncpg
import pytest
from quart import Quart
from werkzeug.routing import Rule

from browser import FORM
from caller import Caller
from loops_tenants.models import Tenant
from loops_tenants.scope import connection, system_transaction, tenant_transaction
from pages.forms import code_of
from people import OWN_PAGE, for_route, person
from visitor import visit

# Enough for every route that takes a body: what one does not know, it ignores.
POST = {"title": "Dark mode", "status": "done", "external_user_id": "eve"}
HOUR_AGO = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
BODY = POST | {"kind": "publishable", "url": "http://127.0.0.1/", "since": HOUR_AGO, "name": "Beta", "into": "eve"}
BODY |= {"body": "Me too."}
BODY |= {"domain": "ideas.example"}
BODY |= {"issuer": "http://127.0.0.1", "client_id": "loops", "client_secret": "hush"}
BODY |= {"slug": "initech", "role": "moderator"}
UNSEEN = UUID(int=0)


async def a_post(caller: Caller) -> str:
    return str((await caller.post())["id"])


async def a_comment(caller: Caller) -> str:
    return str((await caller("POST", f"/posts/{await a_post(caller)}/comments", {"body": "Me too."})).json["id"])


async def a_key(caller: Caller) -> str:
    return str((await caller("POST", "/keys", {"kind": "publishable"})).json["id"])


async def a_webhook(caller: Caller) -> str:
    return str((await caller("POST", "/webhooks", {"url": "http://127.0.0.1/"})).json["id"])


async def a_user(caller: Caller) -> str:
    user = str(uuid4())
    await caller.post(external_user_id=user)
    return user


async def a_delivery(caller: Caller) -> str:
    return str((await caller("POST", f"/webhooks/{await a_webhook(caller)}/ping")).json["id"])


async def a_replay(caller: Caller) -> str:
    made = await caller("POST", f"/webhooks/{await a_webhook(caller)}/replays", {"since": HOUR_AGO})
    return str(made.json["id"])


async def a_domain(caller: Caller) -> str:
    return str((await caller("POST", "/domains", {"domain": f"{uuid4()}.example"})).json["id"])


async def a_status(caller: Caller) -> str:
    return str((await caller("POST", "/statuses", {"name": "Beta"})).json["key"])


async def an_entry(caller: Caller) -> str:
    return str((await caller("POST", "/changelog", {"title": "Dark mode", "published": True})).json["id"])


async def body_of(path: str, caller: Caller) -> dict[str, str]:
    """For that route: what is merged into is one of the caller's own posts, and what is a user's id is any text."""
    return BODY | {"into": await a_post(caller)} if MERGES.fullmatch(path) else BODY


QUERY = {"/api/v1/posts/similar": "?title=Dark+mode"}  # what routes need besides
MERGES = re.compile("(/api/v1)?/posts/[^/]+/merge")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)
PICTURES = {"/api/v1/tenant/logo": ("image/png", PNG)}  # what routes take that take no JSON


async def a_session(caller: Caller) -> str:
    return str((await caller("GET", "/sessions")).json["sessions"][0]["id"])


async def a_member(caller: Caller) -> str:
    """Of the caller's own tenant."""
    async with system_transaction():
        tenant = await Tenant.get(slug=caller.headers["Host"].partition(".")[0])
    return str((await person("Eve", of=tenant, role="member")).id)


async def an_invite(caller: Caller) -> str:
    return str((await caller("POST", "/invites", {"role": "member"})).json["id"])


async def an_invitation(caller: Caller) -> str:
    return str((await caller("POST", "/invites", {"role": "member"})).json["url"].rpartition("/")[2])


async def a_month(caller: Caller) -> str:
    """In which nobody else has a post."""
    post = await caller.post()
    async with system_transaction():
        await connection().execute("UPDATE posts SET created_at = '1970-01-15Z' WHERE id = $1", post["id"])
    return "1970-01"


# What the ids of a route stand for, by its path up to the first one: a route that is not here fails the walk.
THINGS: dict[str, Callable[[Caller], Awaitable[str]]] = {
    "/api/v1/posts/": a_post,
    "/api/v1/comments/": a_comment,
    "/api/v1/keys/": a_key,
    "/api/v1/webhooks/": a_webhook,
    "/api/v1/users/": a_user,
    "/api/v1/deliveries/": a_delivery,
    "/api/v1/replays/": a_replay,
    "/api/v1/statuses/": a_status,
    "/api/v1/changelog/": an_entry,
    "/api/v1/domains/": a_domain,
    "/api/v1/sessions/": a_session,
    "/api/v1/members/": a_member,
    "/api/v1/invites/": an_invite,
    "/posts/": a_post,
    "/comments/": a_comment,
    "/changelog/": an_entry,
    "/sitemap/": a_month,
    "/invite/": an_invitation,
    "/me/sessions/": a_session,
    "/admin/settings/api-keys/": a_key,
    "/admin/members/": a_member,
    "/admin/members/invites/": an_invite,
}


# Whose slug is in the path, is asked of the person: tests/organisations/test_deletion.py has it.
AT_THE_APEX = {"/api/v1/organisations/<slug>/deletion"}
# What is no tenant's, and alike for all.
ALIKE = {"/developers/reference/<resource>"}


def routes_with_ids(app: Quart) -> list[tuple[str, Rule]]:
    rules = [rule for rule in app.url_map.iter_rules() if rule.arguments and rule.rule not in AT_THE_APEX | ALIKE]
    return [(method, rule) for rule in rules for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}]


async def test_every_route_with_an_id_is_404_for_another_tenant(app: Quart, ada: Caller, globex: Caller) -> None:
    walked = routes_with_ids(app)
    assert len(walked) >= 7
    for method, rule in walked:
        by, other = await for_route(app, rule, ada), await for_route(app, rule, globex)
        thing = await THINGS[rule.rule.partition("<")[0]](by if rule.rule.startswith(("/api", "/me")) else ada)
        built = rule.build(dict.fromkeys(rule.arguments, thing))
        assert built
        theirs, ours = await asked(app, other, method, built[1]), await asked(app, by, method, built[1])
        assert (theirs, ours < 400) == (404, True), f"{method} {rule}"


async def asked(app: Quart, by: Caller, method: str, path: str) -> int:
    """The status, by the API or as a page."""
    if not path.startswith("/api/v1"):
        form = urlencode(await body_of(path, by) | {"code": await code_at(app, by)}) if method == "POST" else ""
        headers = (by.headers | OWN_PAGE).items()
        return (await visit(app, path, *headers, FORM, method=method, body=form.encode())).status
    return (await by(method, path.removeprefix("/api/v1"), None if method == "GET" else await body_of(path, by))).status


async def code_at(app: Quart, by: Caller) -> str:
    async with system_transaction():
        return code_of(app, await Tenant.get(slug=by.headers["Host"].partition(".")[0]))


async def owned_tables(sql: asyncpg.Connection) -> list[str]:
    rows = await sql.fetch("SELECT DISTINCT table_name FROM information_schema.columns WHERE column_name = 'tenant_id'")
    return [f"{name}" for (name,) in rows]


async def test_without_a_scope_no_table_shows_a_row(app: Quart, ada: Caller, sql: asyncpg.Connection) -> None:
    await ada("POST", f"/posts/{(await ada.post())['id']}/vote", {"external_user_id": "bob"})
    tables = await owned_tables(sql)
    assert {"posts", "votes", "events", "post_totals", "post_history"} <= set(tables)
    async with tenant_transaction(UNSEEN):
        for table in tables:
            assert await connection().fetchval(f"SELECT count(*) FROM {table}") == 0, table


async def test_a_row_of_another_tenant_cannot_be_written(app: Quart, acme: Tenant) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with tenant_transaction(UNSEEN):
            await connection().execute("INSERT INTO webhooks (tenant_id, url, secret) VALUES ($1, '', '')", acme.id)


async def test_the_working_role_cannot_bypass(app: Quart, acme: Tenant) -> None:
    async with tenant_transaction(acme.id):
        role = await connection().fetchrow("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
    assert (role["rolsuper"], role["rolbypassrls"]) == (False, False)
