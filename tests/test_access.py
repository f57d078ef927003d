from time import monotonic

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN, caller
from loops_tenants import keys, memory
from loops_tenants.models import Tenant

STEM = "loop_sk_" + "0" * 30
UNKNOWN = STEM + keys.checksum(STEM)


def test_a_typo_is_no_key() -> None:
    key = keys.mint("secret")
    assert keys.well_formed(key)
    assert not keys.well_formed(key[:-1] + ("A" if key[-1] != "A" else "B"))
    assert not keys.well_formed(key + "A")


@pytest.mark.parametrize("authorization", ["", "Bearer ", "Bearer loop_sk_x", f"Bearer {UNKNOWN}"])
async def test_without_a_known_key_nothing_is_said(ada: Caller, authorization: str) -> None:
    answer = await ada.saying({"Authorization": authorization})("GET", "/posts")
    assert (answer.status, answer.code) == (401, "unauthorized")


async def test_a_key_of_another_tenant_is_as_unknown_as_any(ada: Caller, globex: Caller) -> None:
    stranger = ada.saying({"Authorization": globex.headers["Authorization"]})
    assert (await stranger("GET", "/posts")).code == "unauthorized"


async def test_at_the_apex_the_key_says_whose_it_is(ada: Caller, globex: Caller) -> None:
    await ada.post()
    anywhere = {"Host": DOMAIN}
    assert (await ada.saying(anywhere)("GET", "/posts")).json["total"] == 1
    assert (await globex.saying(anywhere)("GET", "/posts")).json["total"] == 0


@pytest.mark.parametrize("host", [f"nobody.{DOMAIN}", "acme", "acme.evil.test", f"a.acme.{DOMAIN}"])
async def test_an_unknown_host_is_not_found(ada: Caller, host: str) -> None:
    assert (await ada.saying({"Host": host})("GET", "/posts")).code == "not_found"


async def test_a_key_does_what_its_scope_says(bob: Caller) -> None:
    post = await bob.post()
    answer = await bob("PATCH", f"/posts/{post['id']}", {"status": "done"})
    assert (answer.status, answer.code) == (403, "insufficient_scope")


async def test_a_secret_key_in_a_url_is_refused(app: Quart, acme: Tenant) -> None:
    reader = await caller(app, acme, "secret", "read")
    key = reader.headers["Authorization"].removeprefix("Bearer ")
    answer = await reader.saying({"Authorization": ""})("GET", f"/posts?key={key}")
    assert (answer.status, "URL" in answer.json["error"]["message"]) == (401, True)


async def test_a_revoked_key_is_believed_half_a_second_at_most(
    ada: Caller, sql: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await ada("GET", "/posts")).status == 200
    await sql.execute("UPDATE api_keys SET revoked_at = now()")
    later = monotonic() + memory.BELIEVED
    monkeypatch.setattr("loops_tenants.memory.monotonic", lambda: later)
    assert (await ada("GET", "/posts")).status == 401


async def test_only_a_secret_key_sees_the_external_user_id(ada: Caller, bob: Caller) -> None:
    post = await bob.post()
    assert "external_user_id" not in post
    assert (await ada("GET", f"/posts/{post['id']}")).json["external_user_id"] == "bob"
