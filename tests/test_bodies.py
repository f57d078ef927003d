"""What a body may be, at every route that takes one: whatever else is sent is refused, and nothing is written."""

from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from loops.api.contract import Contract
from loops.http import BODY_LIMIT
from snapshot import rows

JSON = "application/json"
DEEP = b'{"a":' * 51 + b"1" + b"}" * 51


class Taker(NamedTuple):
    """A route that takes a body."""

    method: str
    path: str
    contract: Contract


def takers(app: Quart) -> list[Taker]:
    """Those that a key opens: what takes a session looks at nothing before it."""
    found = []
    for rule in app.url_map.iter_rules():
        contract = vars(app.view_functions[rule.endpoint]).get("contract")
        if contract and contract.body and contract.opens_to_keys:
            built = rule.build({name: UUID(int=1) for name in rule.arguments})
            assert built
            found += [Taker(method, built[1], contract) for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}]
    assert len(found) >= 6
    return found


async def refused(app: Quart, caller: Caller, body: bytes, **headers: str) -> set[tuple[int, str]]:
    """How all routes that take a body answer this one."""
    seen = set()
    for taker in takers(app):
        sent = caller.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        send = getattr(caller.client, taker.method.lower())
        got = await send(taker.path, headers=sent, data=body)
        seen.add((got.status_code, (await got.get_json())["error"]["code"]))
    return seen


NO_OBJECTS = {
    "cut off": b"{",
    "a list": b"[]",
    "null": b"null",
    "text": b'"title"',
    "a number": b"7",
    "not UTF-8": b'{"title":"\xff"}',
    "a surrogate in UTF-8": b'{"title":"\xed\xa0\xbd"}',
    "UTF-16": '{"title":"Dark mode"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"title":"Dark mode"}',
    "NaN": b'{"a":NaN}',
    "Infinity": b'{"a":[Infinity]}',
    "-Infinity": b'{"a":-Infinity}',
    "a number of 5 000 digits": b'{"a":' + b"9" * 5_000 + b"}",
    "51 levels": DEEP,
    "200 000 brackets": b"[" * 200_000,
    "200 000 braces": b'{"a":' * 40_000,
    "U+0000 in an unknown field": rb'{"zzz":"a\u0000b"}',
    "U+0000 further in": rb'{"zzz":[{"a":"\u0000"}]}',
    "U+0000 in a name": rb'{"a\u0000":1}',
    "U+0000 raw": b'{"zzz":"\x00"}',
}


@pytest.mark.parametrize("body", NO_OBJECTS.values(), ids=NO_OBJECTS)
async def test_what_is_no_json_object_is_refused_everywhere(
    app: Quart, ada: Caller, sql: asyncpg.Connection, body: bytes
) -> None:
    before = await rows(sql)
    seen = await refused(app, ada, body, Content_Type=JSON)
    # Where a field is missing besides, that is said; what U+0000 stands in must not be known for that.
    assert seen <= {(400, "bad_request"), (400, "validation_failed")}
    assert (400, "bad_request") in seen
    assert await rows(sql) == before


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded", "application/jsonx", "json"])
async def test_what_does_not_call_itself_json_is_refused(
    app: Quart, ada: Caller, sql: asyncpg.Connection, kind: str
) -> None:
    before = await rows(sql)
    headers = {"Content_Type": kind} if kind else {}
    assert await refused(app, ada, b'{"title":"Dark mode"}', **headers) == {(415, "unsupported_media_type")}
    assert await rows(sql) == before


async def test_an_empty_body_needs_no_content_type(bob: Caller) -> None:
    post = await bob.post()
    assert (await bob("PUT", f"/posts/{post['id']}/vote")).status == 200


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON; charset=utf-8", "application/json;a=b"])
async def test_json_may_say_more_of_itself(ada: Caller, kind: str) -> None:
    sent = ada.headers | {"Content-Type": kind}
    got = await ada.client.post("/api/v1/posts", headers=sent, data=b'{"title":"Dark mode"}')
    assert got.status_code == 201


async def test_a_body_over_the_limit_is_refused(app: Quart, ada: Caller, sql: asyncpg.Connection) -> None:
    before = await rows(sql)
    body = b'{"title":"Dark mode","a":"' + b"x" * BODY_LIMIT + b'"}'
    for length in ({"Content_Length": str(len(body))}, {}):
        assert await refused(app, ada, body, Content_Type=JSON, **length) == {(413, "payload_too_large")}
    assert await rows(sql) == before


async def test_a_body_that_does_not_arrive_is_not_waited_for(ada: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loops.http.PATIENCE", 0.05)
    sent = ada.headers | {"Content-Type": JSON}
    async with ada.client.request("/api/v1/posts", method="POST", headers=sent) as connection:
        await connection.send(b'{"title":"Dark mode"}')
    answer = await connection.as_response()
    assert (answer.status_code, (await answer.get_json())["error"]["code"]) == (400, "bad_request")


async def test_a_body_of_just_the_limit_is_read(ada: Caller) -> None:
    start, end = b'{"title":"Dark mode","a":"', b'"}'
    body = start + b"x" * (BODY_LIMIT - len(start + end)) + end
    sent = ada.headers | {"Content-Type": JSON, "Content-Length": str(len(body))}
    assert (await ada.client.post("/api/v1/posts", headers=sent, data=body)).status_code == 201


async def test_fifty_levels_and_brackets_in_text_are_no_depth(ada: Caller) -> None:
    deep: Any = "[" * 200
    for _ in range(49):
        deep = [deep]
    assert (await ada("POST", "/posts", {"title": "Dark mode", "unknown": {"a": deep}})).status == 400
    assert (await ada("POST", "/posts", {"title": "Dark mode", "unknown": deep})).status == 201


async def test_half_an_emoji_becomes_one_character(ada: Caller) -> None:
    body = rb'{"title":"\ud83d mode \\ud83d","\uDE00":"\ude00","description":"\ud83d\ude00"}'
    got = await ada.client.post("/api/v1/posts", headers=ada.headers | {"Content-Type": JSON}, data=body)
    post = await got.get_json()
    assert (post["title"], post["description"]) == ("\ufffd mode \\ud83d", "😀")


async def test_a_backslash_before_u0000_is_text(ada: Caller) -> None:
    body = rb'{"title":"C:\\u0000 is text"}'
    got = await ada.client.post("/api/v1/posts", headers=ada.headers | {"Content-Type": JSON}, data=body)
    assert (await got.get_json())["title"] == r"C:\u0000 is text"
