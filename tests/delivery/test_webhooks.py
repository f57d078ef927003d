"""/webhooks: who is told."""

import asyncio
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import asyncpg
import pytest
from quart import Quart

from caller import Answer, Caller
from conftest import settings
from loops.models.webhook import owner
from loops.safe import Safe
from loops_tenants.models import Tenant

URL = "http://127.0.0.1:9/loops"


async def test_a_new_webhook_shows_its_secret_once(ada: Caller) -> None:
    status, made, _ = await ada("POST", "/webhooks", {"url": URL, "name": "Ours", "events": ["post.created"]})
    assert status == 201
    asked_for = ["events", "active", "created_at", "statuses", "tags", "headers"]
    assert list(made) == ["id", "url", "name", *asked_for, "secret"]
    assert (made["url"], made["name"], made["events"], made["active"]) == (URL, "Ours", ["post.created"], True)
    _, shown, _ = await ada("GET", f"/webhooks/{made['id']}")
    assert shown == shown_of(made)
    assert (await ada("GET", "/webhooks")).json == {"webhooks": [shown], "next_cursor": None}


def shown_of(made: Any) -> Any:
    """A new webhook, as it is shown from then on."""
    secret = {"created_at": made["created_at"], "expires_at": None, "x_loop_signature": True}
    return {name: value for name, value in made.items() if name != "secret"} | {
        "disabled_at": None,
        "disabled_because": None,
        "secrets": [secret],
    }


async def test_a_secret_is_of_standard_webhooks_form(ada: Caller) -> None:
    secrets = {(await ada("POST", "/webhooks", {"url": URL})).json["secret"] for _ in range(3)}
    assert len(secrets) == 3
    for secret in secrets:
        assert secret.startswith("whsec_")
        assert 24 <= len(b64decode(secret.removeprefix("whsec_"), validate=True)) <= 64


async def test_a_secret_lies_encrypted_and_is_bound_to_its_row(
    ada: Caller, acme: Tenant, sql: asyncpg.Connection, database: str
) -> None:
    made = (await ada("POST", "/webhooks", {"url": URL})).json
    for table in ("webhooks", "events", "kept_answers"):
        rows = await sql.fetch(f"SELECT row_to_json(t)::text FROM {table} t")
        assert not any(made["secret"].removeprefix("whsec_") in row for (row,) in rows)
    id, kept = await sql.fetchrow("SELECT id, secret FROM webhooks")
    assert Safe.of(settings(database)).open(kept, *owner(acme.id, id)) == made["secret"]


async def test_no_events_is_the_default_and_each_counts_once(ada: Caller) -> None:
    assert (await ada("POST", "/webhooks", {"url": URL})).json["events"] == []
    twice = {"url": URL, "events": ["vote.created", "post.created", "vote.created"]}
    assert (await ada("POST", "/webhooks", twice)).json["events"] == ["vote.created", "post.created"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "needed"),
        ({"url": 7}, "text"),
        ({"url": None}, "text"),
        ({"url": "example"}, "whole URL"),
        ({"url": "//example.com/x"}, "whole URL"),
        ({"url": "http://"}, "whole URL"),
        ({"url": ""}, "whole URL"),
        ({"url": "http://[::1"}, "whole URL"),
        ({"url": "http://example.com:99999/"}, "whole URL, like https://example.com/loops. Port"),
        ({"url": "http://example.com:0/"}, "whole URL"),
        ({"url": "http://127.0.0.1\\\\@8.8.8.8/"}, "whole URL"),
        ({"url": "http://8.8.8.8/a b"}, "whole URL"),
        ({"url": "http://8.8.8.8/a\nb"}, "whole URL"),
        ({"url": "ftp://8.8.8.8/"}, "whole URL"),
        ({"url": "javascript:alert(1)"}, "whole URL"),
        ({"url": "http://8.8.8.8/" + "x" * 2000}, "2000"),
        ({"url": "https://user:hush@8.8.8.8/"}, "password"),
        ({"url": "https://user@8.8.8.8/"}, "password"),
        ({"url": "http://10.0.0.1/"}, "inside"),
        ({"url": "http://[::1]/"}, "inside"),
        ({"url": "http://[::ffff:10.0.0.1]/"}, "inside"),
        ({"url": "http://[64:ff9b::10.0.0.1]/"}, "LOOPS_OUTBOUND_ALLOW"),
        ({"url": "http://169.254.169.254/latest/"}, "nothing is ever sent there"),
        ({"url": "http://[::ffff:169.254.169.254]/"}, "nothing is ever sent there"),
        ({"url": "http://2130706433/"}, "127.0.0.1"),
        ({"url": "http://0x7f.1/"}, "127.0.0.1"),
        ({"url": "http://0177.0.0.1/"}, "127.0.0.1"),
    ],
)
async def test_a_url_that_cannot_be_called_is_refused_kindly(
    ada: Caller, sql: asyncpg.Connection, given: dict[str, Any], words: str
) -> None:
    assert words in refusal(await ada("POST", "/webhooks", given))
    assert await sql.fetchval("SELECT count(*) FROM webhooks") == 0


async def test_where_only_https_is_called_http_is_refused(ada: Caller, serving: Callable[..., Quart]) -> None:
    strict = replace(ada, client=serving(https_only_webhooks=True).test_client())
    assert "https" in refusal(await strict("POST", "/webhooks", {"url": "http://8.8.8.8/"}))
    path = f"/webhooks/{(await strict('POST', '/webhooks', {'url': 'https://8.8.8.8/'})).json['id']}"
    assert "https" in refusal(await strict("PATCH", path, {"url": "http://8.8.8.8/"}))


def refusal(answer: Answer) -> str:
    """What is said of its URL, and of nothing else."""
    assert (answer.status, answer.code) == (400, "validation_failed")
    (detail,) = answer.json["error"]["details"]
    assert detail["field"] == "url"
    return str(detail["message"])


@pytest.mark.parametrize(
    "wrong", [{"events": ["post.liked"]}, {"events": "all"}, {"events": [7]}, {"name": "x" * 121}, {"name": "a\x00b"}]
)
async def test_other_wrong_fields_are_refused(ada: Caller, wrong: dict[str, Any]) -> None:
    answer = await ada("POST", "/webhooks", {"url": URL, **wrong})
    assert (answer.status, answer.code) == (400, "validation_failed")
    assert answer.json["error"]["details"][0]["field"].split(".")[0] in wrong


async def test_a_change_sets_what_is_given(ada: Caller) -> None:
    made = (await ada("POST", "/webhooks", {"url": URL, "name": "Ours"})).json
    path = f"/webhooks/{made['id']}"
    change = {"url": URL + "/2", "events": ["ping"], "active": False}
    status, changed, _ = await ada("PATCH", path, change)
    assert (status, changed) == (200, (await ada("GET", path)).json)
    assert changed == shown_of(made) | change
    assert (await ada("PATCH", path, {})).json == changed


BAD = [
    "",
    "ftp://8.8.8.8/",
    "https://user:hush@8.8.8.8/",
    "http://10.0.0.1/",
    "http://127.1/",
    "http://8.8.8.8/" + "x" * 2000,
]


@pytest.mark.parametrize("url", BAD)
async def test_nor_does_a_change_set_a_url_that_cannot_be_called(ada: Caller, url: str) -> None:
    path = f"/webhooks/{(await ada('POST', '/webhooks', {'url': URL})).json['id']}"
    assert refusal(await ada("PATCH", path, {"url": url}))
    assert (await ada("GET", path)).json["url"] == URL


@pytest.mark.parametrize("wrong", [{"url": "http://10.0.0.1/"}, {"active": "no"}, {"active": None}, {"events": ["x"]}])
async def test_a_wrong_change_changes_nothing(ada: Caller, wrong: dict[str, Any]) -> None:
    path = f"/webhooks/{(await ada('POST', '/webhooks', {'url': URL})).json['id']}"
    before = (await ada("GET", path)).json
    assert (await ada("PATCH", path, {"name": "New", **wrong})).code == "validation_failed"
    assert (await ada("GET", path)).json == before


async def test_a_disabled_one_is_active_no_more_until_it_is_brought_back(ada: Caller, sql: asyncpg.Connection) -> None:
    path = f"/webhooks/{(await ada('POST', '/webhooks', {'url': URL})).json['id']}"
    await sql.execute("UPDATE webhooks SET disabled_at = now()")
    _, shown, _ = await ada("GET", path)
    assert (shown["active"], shown["disabled_at"] is None) == (False, False)
    await ada.post()
    assert await sql.fetchval("SELECT count(*) FROM deliveries") == 0
    _, back, _ = await ada("PATCH", path, {"active": True})
    assert (back["active"], back["disabled_at"]) == (True, None)


async def test_a_deleted_one_is_gone(ada: Caller) -> None:
    path = f"/webhooks/{(await ada('POST', '/webhooks', {'url': URL})).json['id']}"
    assert (await ada("DELETE", path)).status == 204
    assert (await ada("GET", path)).status == 404
    assert (await ada("DELETE", path)).status == 404


async def test_the_51st_is_a_conflict_also_when_many_come_at_once(ada: Caller, sql: asyncpg.Connection) -> None:
    await sql.execute(
        "INSERT INTO webhooks (tenant_id, url, secret) SELECT t.id, '', '' FROM tenants t, generate_series(1, 46)"
    )
    answers = await asyncio.gather(*[ada("POST", "/webhooks", {"url": URL}) for _ in range(8)])
    assert sorted(answer.status for answer in answers) == [201] * 4 + [409] * 4
    assert {answer.code for answer in answers if answer.status == 409} == {"conflict"}
    assert await sql.fetchval("SELECT count(*) FROM webhooks") == 50


async def test_the_list_is_paged_newest_first(ada: Caller) -> None:
    made = [(await ada("POST", "/webhooks", {"url": URL})).json["id"] for _ in range(3)]
    _, first, _ = await ada("GET", "/webhooks?limit=2")
    _, rest, _ = await ada("GET", f"/webhooks?limit=2&cursor={first['next_cursor']}")
    assert [webhook["id"] for webhook in first["webhooks"] + rest["webhooks"]] == made[::-1]
    assert rest["next_cursor"] is None


@pytest.mark.parametrize(("method", "path"), [("GET", "/webhooks"), ("POST", "/webhooks"), ("GET", "/events")])
async def test_they_are_for_admins(bob: Caller, method: str, path: str) -> None:
    assert (await bob(method, path, None if method == "GET" else {"url": URL})).code == "insufficient_scope"


async def test_a_repeated_answer_shows_no_secret(ada: Caller, sql: asyncpg.Connection) -> None:
    again = ada.saying({"Idempotency-Key": "one"})
    first, second = [await again("POST", "/webhooks", {"url": URL}) for _ in range(2)]
    assert (first.status, second.status) == (201, 201)
    assert second.json == first.json | {"secret": None}
    assert await sql.fetchval("SELECT count(*) FROM webhooks") == 1
