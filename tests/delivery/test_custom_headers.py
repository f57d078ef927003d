"""A webhook's own headers are sent along, and kept as secrets are."""

import asyncio
from typing import Any

import asyncpg
import pytest

from caller import Answer, Caller
from receiver import Receiver

URL = "http://127.0.0.1:9/loops"
BEARER = "Bearer 0123456789abcdef"
Headers = dict[str, Any]


async def made(ada: Caller, headers: Headers, url: str = URL) -> Any:
    status, webhook, _ = await ada("POST", "/webhooks", {"url": url, "headers": headers})
    assert status == 201, webhook
    return webhook


async def both(ada: Caller, path: str, headers: object) -> list[Answer]:
    """Given to a new webhook, and to one that is there."""
    new = await ada("POST", "/webhooks", {"url": URL, "headers": headers})
    return [new, await ada("PATCH", path, {"headers": headers})]


async def test_they_are_sent_with_what_loops_says_itself(ada: Caller, receiver: Receiver, worker: Any) -> None:
    given = {"Authorization": BEARER, "X-Team": "Büro 7", "accept": "text/plain", "!#$%&'*+-.^_`|~": "x"}
    await made(ada, given, receiver.url)
    async with worker():
        await ada.post()
        (call,) = await receiver.got(1)
    assert {name: call.headers.getall(name) for name in given} == {name: [value] for name, value in given.items()}
    assert call.headers["Content-Type"] == "application/json"
    assert call.headers["X-Loop-Event"] == "post.created"


async def test_each_attempt_has_those_of_its_time(ada: Caller, receiver: Receiver, hook: Any, worker: Any) -> None:
    path = f"/webhooks/{(await hook(headers={'X-One': 'first', 'X-Two': 'stays'}))['id']}"
    async with worker():
        await ada.post()
        await receiver.got(1)
        await ada("PATCH", path, {"headers": {"x-one": "second"}})
        await ada.post()
        await receiver.got(2)
        await ada("PATCH", path, {"headers": {}})
        await ada.post()
        calls = await receiver.got(3)
    assert [call.headers.get("X-One") for call in calls] == ["first", "second", None]
    assert [call.headers.get("X-Two") for call in calls] == ["stays", None, None]


async def test_only_the_end_of_a_long_value_is_shown(ada: Caller) -> None:
    basic = "basic dXNlcjphIGxvbmcgcGFzc3dvcmQ="
    webhook = await made(ada, {"Authorization": BEARER, "X-Short": "0123456789abcdef", "X-Basic": basic})
    ends = {"Authorization": "…cdef", "X-Short": "…", "X-Basic": "…"}
    assert webhook["headers"] == ends
    assert (await ada("GET", f"/webhooks/{webhook['id']}")).json["headers"] == ends
    assert (await ada("GET", "/webhooks")).json["webhooks"][0]["headers"] == ends


async def test_what_is_sent_back_as_it_is_shown_stays(ada: Caller, receiver: Receiver, hook: Any, worker: Any) -> None:
    webhook = await hook(headers={"Authorization": BEARER, "X-Key": "short"})
    again = {"authorization": webhook["headers"]["Authorization"], "X-Key": "…", "X-New": "new"}
    status, changed, _ = await ada("PATCH", f"/webhooks/{webhook['id']}", {"headers": again})
    assert (status, changed["headers"]) == (200, again | {"X-New": "…"})
    async with worker():
        await ada.post()
        (call,) = await receiver.got(1)
    assert [call.headers[name] for name in again] == [BEARER, "short", "new"]


@pytest.mark.parametrize("headers", [{"X-Other": "…cdef"}, {"Authorization": "…0000"}, {"Authorization": "…"}])
async def test_what_stands_for_no_kept_value_is_refused(ada: Caller, headers: Headers) -> None:
    path = f"/webhooks/{(await made(ada, {'Authorization': BEARER}))['id']}"
    for answer in await both(ada, path, headers):
        assert answer.code == "validation_failed"
        assert answer.json["error"]["details"][0]["field"] == f"headers.{next(iter(headers))}"
    assert (await ada("GET", path)).json["headers"] == {"Authorization": "…cdef"}


async def test_a_url_elsewhere_gets_none_that_were_given_for_this_one(ada: Caller) -> None:
    path = f"/webhooks/{(await made(ada, {'Authorization': BEARER}))['id']}"
    elsewhere = {"url": "http://127.0.0.1:8/loops"}
    for change in (elsewhere, elsewhere | {"headers": {"Authorization": "…cdef"}}):
        refused = await ada("PATCH", path, change)
        assert (refused.status, refused.json["error"]["details"][0]["field"][:7]) == (400, "headers")
    assert (await ada("PATCH", path, {"url": URL + "/2"})).json["headers"] == {"Authorization": "…cdef"}
    anew = await ada("PATCH", path, elsewhere | {"headers": {"Authorization": BEARER + "0123"}})
    assert (anew.json["url"], anew.json["headers"]) == (elsewhere["url"], {"Authorization": "…0123"})
    gone = await ada("PATCH", path, {"url": URL, "headers": {}})
    assert (gone.status, gone.json["headers"]) == (200, {})
    assert (await ada("PATCH", path, elsewhere)).status == 200


async def test_values_lie_encrypted_each_bound_to_its_row_and_name(
    ada: Caller, sql: asyncpg.Connection, receiver: Receiver, worker: Any
) -> None:
    await made(ada, {"X-One": BEARER}, receiver.url)
    async with worker():
        await ada.post()
        await until(sql, "SELECT count(*) FROM attempts WHERE request -> 'headers' ->> 'X-One' = '…cdef'")
    for table in ("webhooks", "events", "attempts", "kept_answers"):
        rows = await sql.fetch(f"SELECT row_to_json(t)::text FROM {table} t")
        assert not any("0123456789" in row for (row,) in rows)
    await sql.execute("UPDATE webhooks SET headers = replace(headers, 'X-One', 'X-Two')")
    async with worker():
        await ada.post()
        await until(sql, HANDED_BACK)
    assert len(receiver.calls) == 1


# What cannot be read is not sent: it waits for the right key.
HANDED_BACK = "SELECT count(*) FROM deliveries WHERE attempts = 0 AND next_attempt_at > loops_now()"


async def until(sql: asyncpg.Connection, any_such: str) -> None:
    async with asyncio.timeout(20):
        while not await sql.fetchval(any_such):
            await asyncio.sleep(0.02)


REFUSED = [
    *("Host", "content-length", "CONTENT-TYPE", "Content-Encoding", "Transfer-Encoding", "TE", "Trailer", "Expect"),
    *("Connection", "Keep-Alive", "Upgrade", "Proxy-Authorization", "Proxy-Connection", "Cookie", "Accept-Encoding"),
    *("User-Agent", "X-Loop-Signature", "x-loop-more", "webhook-id", "Webhook-Signature", "Origin", "Sec-Fetch-Mode"),
    *("Forwarded", "X-Forwarded-For", "X_Forwarded_For", "Via", "X-Real-IP", "True-Client-IP", "If-None-Match"),
    *("Metadata-Flavor", "X-aws-ec2-metadata-token", "X-HTTP-Method-Override"),
]


@pytest.mark.parametrize("name", REFUSED)
async def test_what_others_say_cannot_be_set(ada: Caller, name: str) -> None:
    answer = await ada("POST", "/webhooks", {"url": URL, "headers": {"X-Mine": "1", name: "1"}})
    assert answer.code == "validation_failed"
    (detail,) = answer.json["error"]["details"]
    assert detail["field"] == f"headers.{name}"
    assert detail["message"].startswith(f"{name} cannot be set: ")


@pytest.mark.parametrize("name", ["", "X Y", "X:Y", "X\r\nY", "Ü", "X\x00", '"X"', "(X)", "x" * 101])
async def test_a_name_is_a_token(ada: Caller, name: str) -> None:
    answer = await ada("POST", "/webhooks", {"url": URL, "headers": {name: "1"}})
    assert (answer.status, answer.code) == (400, "validation_failed")


CONTROLS = ["a\nb", "a\r\nX-Loop-Event: b", "a\x00b", "a\tb", "a\x7f", "a\x85b"]


@pytest.mark.parametrize("value", ["", " ", *CONTROLS, "x" * 4097, 7, None, []])
async def test_a_value_is_text_without_control_characters(ada: Caller, value: object) -> None:
    answer = await ada("POST", "/webhooks", {"url": URL, "headers": {"X-Mine": value}})
    assert (answer.status, answer.code) == (400, "validation_failed")
    assert answer.json["error"]["details"][0]["field"] == "headers.X-Mine"


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({f"X-{n}": "1" for n in range(21)}, "at most 20"),
        ({f"X-{n}": "1" * 3000 for n in range(3)}, "8192 bytes"),
        ({"X-Token": "1", "x-token": "2"}, "X-Token and x-token"),
        ({"X-Token": "1", "X_Token": "2"}, "X-Token and X_Token"),
        (["X-Token"], "object"),
        ("X-Token: 1", "object"),
        (None, "object"),
    ],
)
async def test_all_together_are_few_short_and_told_apart(ada: Caller, headers: object, words: str) -> None:
    path = f"/webhooks/{(await made(ada, {'X-Mine': '1'}))['id']}"
    for answer in await both(ada, path, headers):
        assert answer.code == "validation_failed"
        (detail,) = answer.json["error"]["details"]
        assert detail["field"] == "headers"
        assert words in detail["message"]
    assert (await ada("GET", path)).json["headers"] == {"X-Mine": "…"}
