from time import monotonic

import asyncpg
import pytest

from caller import Caller
from conftest import DOMAIN
from loops_tenants import keys, memory

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


def key_of(caller: Caller) -> str:
    return caller.headers["Authorization"].removeprefix("Bearer ")


async def test_a_secret_key_in_a_url_is_refused(ada: Caller) -> None:
    for stranger in (ada, ada.saying({"Authorization": ""})):  # a good one beside it changes nothing
        answer = await stranger("GET", f"/posts?key={key_of(ada)}")
        assert (answer.status, "URL" in answer.json["error"]["message"]) == (401, True)


async def test_a_publishable_key_in_a_url_reads_and_does_not_write(bob: Caller) -> None:
    widget = bob.saying({"Authorization": ""})
    assert (await widget("GET", f"/posts?key={key_of(bob)}")).status == 200
    assert (await bob.client.head(f"/api/v1/posts?key={key_of(bob)}", headers=widget.headers)).status_code == 200
    answer = await widget("POST", f"/posts?key={key_of(bob)}", {"title": "Dark mode"})
    assert (answer.status, "GET" in answer.json["error"]["message"]) == (401, True)


@pytest.mark.parametrize("scheme", ["bearer {}", "BEARER {}", "Bearer   {}", "Bearer {} "])
async def test_the_schemes_name_has_no_case(ada: Caller, scheme: str) -> None:
    assert (await ada.saying({"Authorization": scheme.format(key_of(ada))})("GET", "/posts")).status == 200


@pytest.mark.parametrize("scheme", ["{}", "Basic {}", "Bearer{}", "Bearer {} x", "Bearer {},{}", "Bearer\t{}"])
async def test_a_key_comes_alone_and_as_bearer(ada: Caller, scheme: str) -> None:
    answer = await ada.saying({"Authorization": scheme.format(key_of(ada), key_of(ada))})("GET", "/posts")
    assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


async def test_the_bodys_or_querys_user_wins_over_the_headers(ada: Caller) -> None:
    eve = ada.saying({"X-Loop-External-User": " eve "})
    mine, hers = await eve.post(), await eve.post(external_user_id="bob")
    assert [post["external_user_id"] for post in (mine, hers)] == ["eve", "bob"]
    await eve("PUT", f"/posts/{mine['id']}/vote", {"external_user_id": " "})
    voted = [(await eve("GET", f"/posts/{mine['id']}{query}")).json["voted"] for query in ("", "?external_user_id=bob")]
    assert voted == [True, False]


async def test_a_user_header_is_utf_8_and_has_200_characters_at_most(ada: Caller) -> None:
    ada = ada.saying({"X-Loop-External-User": "ç💥" * 100})
    assert (await ada.post())["external_user_id"] == "ç💥" * 100
    assert (await ada.saying({"X-Loop-External-User": "  "}).post())["external_user_id"] is None


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
