"""Keys, handed out and taken back."""

import asyncio
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any

import asyncpg
import pytest

from caller import Answer, Caller
from conftest import DOMAIN
from loops_tenants import keys, memory
from loops_tenants.models import Tenant
from loops_tenants.origins import NoOrigin, web_origin
from loops_tenants.scope import tenant_transaction

SECRET = {"kind": "secret", "name": "CI", "scopes": ["write"]}
EARLIER, LATER = (datetime.now(UTC) + timedelta(days=days) for days in (-1, 1))


async def test_a_secret_key_is_shown_once_and_never_again(ada: Caller, sql: asyncpg.Connection) -> None:
    made = await ada("POST", "/keys", SECRET)
    assert made.status == 201
    assert made.json == {**SECRET, "id": made.json["id"], "origins": [], "key": made.json["key"]}
    listed = (await ada("GET", "/keys")).json["keys"][0]
    assert (listed["id"], listed["key"], listed["scopes"]) == (made.json["id"], None, ["write"])
    assert made.json["key"] not in str(await sql.fetch("SELECT k::text FROM api_keys k"))


async def test_a_publishable_key_reads_and_writes_and_may_be_shown_again(ada: Caller) -> None:
    made = (await ada("POST", "/keys", {"kind": "publishable", "origins": ["https://EXAMPLE.com:443"]})).json
    assert (made["scopes"], made["origins"]) == (["read", "write"], ["https://example.com"])
    assert (await ada("GET", "/keys")).json["keys"][0]["key"] == made["key"]


async def test_a_key_remembers_who_made_it(ada: Caller) -> None:
    await ada("POST", "/keys", SECRET)
    made, first = (await ada("GET", "/keys")).json["keys"]
    assert made["created_by"] == {"type": "key", "id": first["id"], "name": "test"}
    assert first["created_by"] is None


async def test_keys_are_listed_by_pages(ada: Caller) -> None:
    made = [(await ada("POST", "/keys", SECRET)).json["id"] for _ in range(3)]
    _, page, _ = await ada("GET", "/keys?limit=3")
    assert [key["id"] for key in page["keys"]] == made[::-1]
    _, rest, _ = await ada("GET", f"/keys?limit=3&cursor={page['next_cursor']}")
    assert (len(rest["keys"]), rest["next_cursor"]) == (1, None)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"kind": "master"}, "kind"),
    ({}, "kind"),
    ({"kind": "secret"}, "scopes"),
    ({"kind": "secret", "scopes": ["everything"]}, "scopes.0"),
    ({"kind": "publishable", "scopes": ["admin"]}, "scopes"),
    ({"kind": "secret", "scopes": ["read"], "origins": ["https://a.example"]}, "origins"),
    ({"kind": "publishable", "origins": ["https://a.example/path"]}, "origins"),
    ({"kind": "publishable", "expires_at": EARLIER.isoformat()}, "expires_at"),
    ({"kind": "publishable", "expires_at": "2026-02-31T00:00:00Z"}, "expires_at"),
    ({"kind": "publishable", "expires_at": "2100-01-01T00:00:00"}, "expires_at"),
    ({"kind": "publishable", "name": "x" * 121}, "name"),
]


@pytest.mark.parametrize(("body", "field"), WRONG)
async def test_a_key_that_makes_no_sense_is_refused(ada: Caller, body: dict[str, Any], field: str) -> None:
    answer = await ada("POST", "/keys", body)
    assert (answer.status, answer.code) == (400, "validation_failed")
    assert [detail["field"] for detail in answer.json["error"]["details"]] == [field]


@pytest.mark.parametrize("origin", ["https://a.example", "http://localhost:3000", "http://[::1]:8000", "app://local"])
def test_an_origin_is_as_browsers_write_it(origin: str) -> None:
    assert web_origin(origin.upper()) == origin


NO_ORIGINS = """
* null a.example https:// https://a.example/ https://a.example? https://u@a.example https://a.example:x
https://*.example https://a.example# //a.example https://[::1 https://a..example\\b"""


@pytest.mark.parametrize("text", ["", "https://a b", *NO_ORIGINS.split()])
def test_what_is_more_or_less_is_no_origin(text: str) -> None:
    with pytest.raises(NoOrigin, match="https://example"):
        web_origin(text)


def test_an_origin_of_another_script_is_kept_in_punycode() -> None:
    assert web_origin("https://örnek.example") == "https://xn--rnek-4qa.example"


async def with_key(ada: Caller, **fields: object) -> Caller:
    """Somebody with a new publishable key."""
    made = await ada("POST", "/keys", {"kind": "publishable", **fields})
    return ada.saying({"Authorization": f"Bearer {made.json['key']}"})


async def test_pages_of_other_origins_are_kept_out(ada: Caller) -> None:
    widget = await with_key(ada, origins=["https://a.example", "https://b.example"])
    seen: dict[str | None, Answer] = {None: await widget("GET", "/posts")}
    for origin in ("https://a.example", "https://b.example", "https://c.example", "null", "", "https://a.example.evil"):
        seen[origin] = await widget.saying({"Origin": origin})("GET", "/posts")
    allowed = {origin for origin, answer in seen.items() if answer.status == 200}
    assert allowed == {None, "https://a.example", "https://b.example"}
    assert (seen["null"].status, seen["null"].code) == (403, "origin_not_allowed")


async def test_without_a_list_any_page_may(ada: Caller) -> None:
    widget = await with_key(ada)
    assert (await widget.saying({"Origin": "https://anywhere.example"})("GET", "/posts")).status == 200


async def test_a_revoked_key_stops_and_stays_in_the_list(ada: Caller) -> None:
    made = (await ada("POST", "/keys", SECRET)).json
    holder = ada.saying({"Authorization": f"Bearer {made['key']}"})
    assert (await holder("GET", "/posts")).status == 200
    statuses = [(await ada("DELETE", f"/keys/{made['id']}")).status for _ in range(2)]
    assert (statuses, (await holder("GET", "/posts")).status) == ([204, 204], 401)
    assert (await ada("GET", "/keys")).json["keys"][0]["revoked_at"]


async def test_an_expired_key_is_no_key(ada: Caller, sql: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    made = (await ada("POST", "/keys", {**SECRET, "expires_at": LATER.isoformat()})).json
    holder = ada.saying({"Authorization": f"Bearer {made['key']}"})
    assert (await holder("GET", "/posts")).status == 200
    await sql.execute("UPDATE api_keys SET expires_at = now() WHERE id = $1", made["id"])
    later = monotonic() + memory.BELIEVED
    monkeypatch.setattr("loops_tenants.memory.monotonic", lambda: later)
    assert (await holder("GET", "/posts")).status == 401


async def test_last_used_is_written_once_a_minute(ada: Caller, sql: asyncpg.Connection) -> None:
    written = []
    for age in ("0 seconds", "59 seconds", "61 seconds"):
        await sql.execute("UPDATE api_keys SET last_used_at = last_used_at - $1::text::interval", age)
        before = await sql.fetchval("SELECT last_used_at FROM api_keys")
        keys.find.forget()
        await ada("GET", "/posts")
        await asyncio.gather(*ada.client.app.background_tasks)
        written.append(before != await sql.fetchval("SELECT last_used_at FROM api_keys"))
    assert written == [True, False, True]


async def test_only_an_admin_hands_out_keys(bob: Caller) -> None:
    for method, path, body in (("POST", "/keys", SECRET), ("GET", "/keys", None)):
        assert (await bob(method, path, body)).code == "insufficient_scope"


async def test_another_tenants_key_cannot_be_revoked(ada: Caller, globex: Caller) -> None:
    made = (await globex("POST", "/keys", SECRET)).json
    assert (await ada("DELETE", f"/keys/{made['id']}")).status == 404


async def test_commands_make_keys_by_the_same_function(acme: Tenant, ada: Caller) -> None:
    async with tenant_transaction(acme.id):
        row, key = await keys.create(acme.id, "secret", name="CLI", scopes=["admin", "admin"])
    assert (row.scopes, key[:8]) == (["admin"], "loop_sk_")
    assert (await ada.saying({"Authorization": f"Bearer {key}", "Host": DOMAIN})("GET", "/keys")).status == 200
    async with tenant_transaction(acme.id):
        with pytest.raises(keys.BadKey, match="`scopes`: Must name"):
            await keys.create(acme.id, "secret")
