"""People by their sessions: what a cookie opens, where, and for how long."""

from collections.abc import Callable
from uuid import uuid4

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN
from loops_tenants import hosts, roles, sessions
from loops_tenants.models import Tenant
from loops_tenants.roles import Role
from loops_tenants.scope import system_transaction, tenant_transaction
from people import FIREFOX, OWN_PAGE, person, session, signed_in

WRITE = "POST", "/posts", {"title": "Dark mode"}


@pytest.fixture
async def eve(app: Quart, acme: Tenant) -> Caller:
    """Signed in at acme's host, and no member."""
    return await signed_in(app, await person("Eve"), acme)


async def by_role(app: Quart, acme: Tenant, role: Role) -> Caller:
    return await signed_in(app, await person(role, of=acme, role=role), acme)


@pytest.mark.parametrize(("role", "status"), [("owner", 200), ("admin", 200), ("moderator", 403), ("member", 403)])
async def test_a_session_opens_what_its_role_may(app: Quart, acme: Tenant, role: Role, status: int) -> None:
    by = await by_role(app, acme, role)
    assert (await by(*WRITE)).status == 201
    assert (await by("GET", "/keys")).status == status


async def test_who_is_no_member_is_a_visitor_whose_votes_are_proved(
    eve: Caller, ada: Caller, sql: asyncpg.Connection
) -> None:
    post = await ada.post()
    assert (await eve("PUT", f"/posts/{post['id']}/vote")).json["votes"] == 1
    assert (await eve("GET", f"/posts/{post['id']}")).json["voted"] is True
    vote = (await ada("GET", f"/posts/{post['id']}/votes")).json["votes"][0]
    assert (vote["external_user_id"].partition(":")[0], vote["verified"]) == ("person", True)
    actor = await sql.fetchval("SELECT body::jsonb -> 'actor' ->> 'type' FROM events WHERE name = 'vote.created'")
    assert actor == "person"


async def test_visitors_speak_for_themselves_and_do_not_see_who_others_are(eve: Caller, ada: Caller) -> None:
    post = await ada.post(external_user_id="user-42")
    refused = await eve("PUT", f"/posts/{post['id']}/vote", {"external_user_id": "user-42"})
    assert (refused.status, refused.code) == (400, "validation_failed")
    by_header = await eve.saying({"X-Loop-External-User": "user-42"})("GET", "/posts")
    assert by_header.json["error"]["details"][0]["field"] == "external_user_id"
    assert "external_user_id" not in (await eve("GET", f"/posts/{post['id']}")).json


async def test_a_moderator_speaks_for_others_and_sees_who_they_are(app: Quart, acme: Tenant) -> None:
    by = await by_role(app, acme, "moderator")
    post = await by.post(external_user_id="user-42")
    assert (await by("GET", f"/posts/{post['id']}")).json["external_user_id"] == "user-42"


async def test_a_key_in_the_request_counts_and_the_cookie_does_not(eve: Caller, ada: Caller) -> None:
    both = ada.saying({"Cookie": eve.headers["Cookie"]})
    assert (await both("GET", "/keys")).status == 200
    assert (await both.saying({"Authorization": "Bearer loop_sk_wrong"})("GET", "/posts")).status == 401


async def test_a_session_of_another_host_is_as_unknown_as_none(
    app: Quart, acme: Tenant, globex: Caller, eve: Caller
) -> None:
    ours = eve.headers["Cookie"]
    for host in (globex.headers["Host"], DOMAIN):
        answer = await eve.saying({"Host": host})("GET", "/sessions")
        assert (answer.status, answer.code) == (401, "unauthorized"), host
    at_apex = await signed_in(app, await person("Bob"), None)
    assert (await at_apex.saying({"Host": f"acme.{DOMAIN}"})("GET", "/sessions")).status == 401
    assert (await eve.saying({"Cookie": ours.replace("__Host-", "")})("GET", "/sessions")).status == 401


async def test_at_the_apex_a_session_opens_no_board(app: Quart, acme: Tenant) -> None:
    by = await signed_in(app, await person(of=acme), None)
    assert [one["tenant"] for one in (await by("GET", "/sessions")).json["sessions"]] == [None]
    for method, path in (("GET", "/posts"), ("POST", "/posts"), ("GET", "/keys"), ("DELETE", f"/keys/{uuid4()}")):
        answer = await by(method, path)
        assert (answer.status, answer.code) == (403, "insufficient_scope"), path


CROSS: list[dict[str, str]] = [
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "same-site", "Origin": f"https://acme.{DOMAIN}"},
    {"Origin": f"https://globex.{DOMAIN}"},
    {"Origin": f"http://acme.{DOMAIN}"},
    {"Origin": f"https://acme.{DOMAIN}:8443"},
    {"Origin": "null"},
    {},
]


@pytest.mark.parametrize("headers", CROSS)
async def test_a_write_that_no_page_of_this_host_sent_is_refused(eve: Caller, headers: dict[str, str]) -> None:
    kept = {name: value for name, value in eve.headers.items() if name not in OWN_PAGE}
    answer = await Caller(eve.client, kept | headers)(*WRITE)
    assert (answer.status, answer.code) == (403, "forbidden")
    assert (await Caller(eve.client, kept | headers)("GET", "/posts")).json["total"] == 0


@pytest.mark.parametrize("origin", [f"https://acme.{DOMAIN}", f"HTTPS://ACME.{DOMAIN}:443"])
async def test_where_the_browser_says_no_more_its_origin_counts(eve: Caller, origin: str) -> None:
    kept = {name: value for name, value in eve.headers.items() if name not in OWN_PAGE}
    host = {"Host": f"Acme.{DOMAIN}:443"} if ":443" in origin else {}
    answer = await Caller(eve.client, kept | host | {"Origin": f"https://acme.{DOMAIN}"})(*WRITE)
    assert answer.status == 201


async def test_over_http_the_cookie_has_its_plain_name(serving: Callable[..., Quart], acme: Tenant) -> None:
    token = await session(await person(of=acme), acme)
    by = Caller(serving(scheme="http").test_client(), {"Host": f"acme.{DOMAIN}", "Origin": f"http://acme.{DOMAIN}"})
    assert (await by.saying({"Cookie": f"loops={token}"})(*WRITE)).status == 201
    assert (await by.saying({"Cookie": f"__Host-loops={token}"})(*WRITE)).status == 401


ENDED = ["revoked_at = now()", "expires_at = now()", "seen_at = now() - interval '31 days'"]


@pytest.mark.parametrize("fate", ENDED)
async def test_a_session_ends(eve: Caller, sql: asyncpg.Connection, fate: str) -> None:
    assert (await eve("GET", "/sessions")).status == 200
    await sql.execute(f"UPDATE sessions SET {fate}")
    sessions.find.forget()
    assert (await eve("GET", "/sessions")).status == 401


async def test_use_puts_off_the_end_and_is_noted_once_a_minute(eve: Caller, sql: asyncpg.Connection) -> None:
    await sql.execute("UPDATE sessions SET seen_at = now() - interval '29 days'")
    sessions.find.forget()
    fresh = "SELECT seen_at > now() - interval '1 minute' FROM sessions"
    await eve("GET", "/sessions")
    while not await sql.fetchval(fresh):
        await eve("GET", "/sessions")
    seen = await sql.fetchval("SELECT seen_at FROM sessions")
    sessions.find.forget()
    await eve("GET", "/sessions")
    assert await sql.fetchval("SELECT seen_at FROM sessions") == seen


async def test_sessions_are_listed_and_revoked_by_their_person_alone(app: Quart, acme: Tenant, eve: Caller) -> None:
    ada = await person(of=acme)
    here, there = await signed_in(app, ada, acme), await signed_in(app, ada, acme)
    page = (await here("GET", "/sessions")).json["sessions"]
    assert [one["current"] for one in page] == [False, True]
    assert (page[0]["user_agent"], page[0]["address"], page[0]["tenant"]) == ("Firefox", "203.0.113.7", "acme")
    assert (await eve("DELETE", f"/sessions/{page[0]['id']}")).status == 404
    assert (await there("GET", "/sessions")).status == 200
    assert (await here("DELETE", f"/sessions/{page[0]['id']}")).status == 204
    assert (await there("GET", "/sessions")).status == 401
    assert len((await here("GET", "/sessions")).json["sessions"]) == 1


async def test_at_the_apex_all_of_ones_sessions_are_listed_and_end_with_that_one(app: Quart, acme: Tenant) -> None:
    ada = await person(of=acme)
    apex = await signed_in(app, ada, None)
    (root,) = (await apex("GET", "/sessions")).json["sessions"]
    async with system_transaction():
        token = await sessions.begin(ada.id, acme.id, "link", FIREFOX, origin_id=root["id"])
    board = apex.saying({"Host": f"acme.{DOMAIN}", "Cookie": f"__Host-loops={token}"})
    assert [one["tenant"] for one in (await apex("GET", "/sessions")).json["sessions"]] == ["acme", None]
    assert [one["tenant"] for one in (await board("GET", "/sessions")).json["sessions"]] == ["acme"]
    assert (await board("DELETE", f"/sessions/{root['id']}")).status == 404
    assert (await apex("DELETE", f"/sessions/{root['id']}")).status == 204
    assert (await board("GET", "/sessions")).status == 401


async def test_sessions_are_a_persons_and_no_keys(ada: Caller) -> None:
    answer = await ada("GET", "/sessions")
    assert (answer.status, answer.code) == (403, "forbidden")


async def test_of_a_session_a_digest_alone_is_kept(eve: Caller, sql: asyncpg.Connection) -> None:
    token = eve.headers["Cookie"].partition("=")[2]
    assert len(token) == 43
    assert token not in str(await sql.fetch("SELECT s::text FROM sessions s"))


async def test_a_role_that_is_taken_away_is_gone_within_a_second(
    app: Quart, acme: Tenant, sql: asyncpg.Connection
) -> None:
    by = await by_role(app, acme, "admin")
    assert (await by("GET", "/keys")).status == 200
    await sql.execute("DELETE FROM memberships")
    while (answer := await by("GET", "/keys")).status == 200:
        pass
    assert (answer.status, answer.code) == (403, "forbidden")


PRIVATE: list[tuple[str, Role | None, int]] = [
    ("sign_in", None, 200),
    ("members", None, 403),
    ("members", "member", 200),
    ("members", "owner", 200),
]


@pytest.mark.parametrize(("privacy", "role", "status"), PRIVATE)
async def test_a_board_that_is_not_public_lets_in_who_is_signed_in_or_its_members(
    app: Quart, acme: Tenant, eve: Caller, sql: asyncpg.Connection, privacy: str, role: Role | None, status: int
) -> None:
    await sql.execute("UPDATE tenants SET privacy = $1", privacy)
    hosts.look_up.forget()
    by = await by_role(app, acme, role) if role else eve
    assert (await by("GET", "/posts")).status == status


async def test_a_tenant_sees_its_members_names_and_cannot_change_them(app: Quart, acme: Tenant, eve: Caller) -> None:
    ada = await person("Ada", of=acme)
    async with tenant_transaction(acme.id):
        assert [one.name for one in await type(ada).all()] == ["Ada"]
        assert await type(ada).filter(id=ada.id).update(name="Mallory") == 0
        assert await type(ada).filter(id=ada.id).delete() == 0


def test_every_permission_is_the_owners() -> None:
    assert all(roles.may("owner", permission) for permission in roles.PERMISSIONS)
    assert not any(roles.may(None, permission) for permission in roles.PERMISSIONS)
