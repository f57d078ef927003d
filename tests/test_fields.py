"""Every field wrong in every way, over every route: coded refusals that name it, never a 500, and nothing written."""

import re
from typing import Any
from urllib.parse import quote
from uuid import UUID

import asyncpg
import pytest
from openapi_schema_validator import OAS31Validator, oas31_format_checker
from pydantic import TypeAdapter, ValidationError
from quart import Quart
from typing_extensions import TypedDict

from caller import Caller
from loops.api import openapi
from loops.api.fields import checked_body
from loops.faults import OTHERWISE, FieldsWrong
from loops_tenants.errors import ValidationFailed
from loops_tenants.models import Tenant
from people import person, signed_in
from snapshot import rows

Object = dict[str, Any]

VALUES: list[Any] = [
    *(None, True, 0, -1, 7, 1.5, 10**30, "", " ", "a", "7", "true", "null", "\0", "a\0b", "Dark mode\0", "\ud83d"),
    *(
        "x" * 41,
        "x" * 141,
        "x" * 201,
        "x" * 10_001,
        "💥" * 141,
        "2026-11-24",
        "2026-11-24T17:00:00",
        "../../etc",
    ),
    *([], [None], [7], ["a"], ["\0"], [[]], ["x" * 10_001], {}, {"a": 7}, {"\0": {}}),
]


@pytest.fixture
async def document(app: Quart) -> Object:
    async with app.app_context():
        return openapi.make()


async def test_what_was_read_of_a_query_cannot_be_changed(app: Quart) -> None:
    contracts = [vars(view).get("contract") for view in app.view_functions.values()]
    read = [
        contract.query.validate_python({"title": "Dark mode"}) for contract in contracts if contract and contract.query
    ]
    assert len(read) >= 6
    for query in read:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(query, next(iter(type(query).model_fields)), None)


SEEN = "Must have something in it that can be seen."


@pytest.mark.parametrize("unseen", ["\u200b\u200b\u200b", "\u3164 \u2800", "\u202e\u200f\u00ad\ufe0f"])
async def test_a_title_of_which_nothing_is_seen_is_none(ada: Caller, unseen: str) -> None:
    refused = await ada("POST", "/posts", {"title": unseen})
    assert refused.json["error"]["details"] == [{"field": "title", "message": SEEN}]
    assert (await ada("POST", "/posts", {"title": f"👩\u200d🚀{unseen}✔\ufe0f"})).status == 201


def operations(document: Object) -> list[tuple[str, str, Object]]:
    """Each operation that a key opens, at a path of ids that nothing has."""
    return [
        (method.upper(), path.removeprefix("/api/v1").replace("{id}", str(UUID(int=1))), operation)
        for path, by_method in document["paths"].items()
        for method, operation in by_method.items()
        if {"key": []} in operation["security"]
    ]


JSON = "application/json"


def shape_of(operation: Object, document: Object) -> Object:
    """Of its body's fields."""
    body = operation.get("requestBody")
    if body is None or JSON not in body["content"]:
        return {}
    name = body["content"][JSON]["schema"]["$ref"].rpartition("/")[2]
    shape: Object = document["components"]["schemas"][name]["properties"]
    return shape


def may_be(value: Any, shape: Object, document: Object) -> bool:
    whole = shape | {"components": document["components"]}
    return not has_null(value) and bool(OAS31Validator(whole, format_checker=oas31_format_checker).is_valid(value))


def has_null(value: Any) -> bool:
    if isinstance(value, dict):
        return any(has_null(inner) for pair in value.items() for inner in pair)
    return any(map(has_null, value)) if isinstance(value, list) else value is not None and "\0" in str(value)


async def test_a_wrong_field_is_named_and_nothing_is_written(
    ada: Caller, document: Object, sql: asyncpg.Connection
) -> None:
    await ada.post()
    before, tried, said = await rows(sql), 0, set[str]()
    for method, path, operation in operations(document):
        for field, shape in shape_of(operation, document).items():
            for value in (value for value in VALUES if not may_be(value, shape, document)):
                answer = await ada(method, path, {field: value})
                tried += 1
                said |= {detail["message"] for detail in answer.json["error"]["details"]}
                assert (answer.status, field in named(answer.json)) == (400, True), f"{method} {path} {field}={value!r}"
    assert tried > 200
    assert await rows(sql) == before
    assert [message for message in said if LIBRARYS.search(message) or not OURS.fullmatch(message)] == []


OURS = re.compile(r"[A-Z].+\.")
LIBRARYS = re.compile(rf"[Ii]nput|should|valid|^(String|Value|List|Data|Dict)\b|\d\.0\b|\b1 \w+s\b|{OTHERWISE}")


def named(body: Any) -> set[str]:
    return {detail["field"].partition(".")[0] for detail in body["error"].get("details", [])}


async def test_what_may_be_sent_is_no_fault_of_ours(ada: Caller, document: Object) -> None:
    for method, path, operation in operations(document):
        for field, shape in shape_of(operation, document).items():
            for value in (value for value in VALUES if may_be(value, shape, document)):
                answer = await ada(method, path, {"title": "Dark mode", field: value})
                assert answer.status < 500, f"{method} {path} {field}={value!r}"


@pytest.mark.parametrize(
    ("method", "path", "body", "message"),
    [
        ("PATCH", "/tenant", {"name": " "}, "Must not be empty."),
        ("PATCH", "/tenant", {"name": "x" * 121}, "Must have at most 120 characters."),
        ("POST", "/statuses", {"name": ""}, "Must not be empty."),
        ("POST", "/changelog", {"title": "a\nb"}, "Must be on one line."),
        ("POST", "/changelog", {"title": "x" * 141}, "Must have at most 140 characters."),
        ("POST", "/tenant/identity-secret", {"overlap_days": "soon"}, "Must be a number."),
        ("POST", "/tenant/identity-secret", {"overlap_days": 7.5}, "Must be at most 7."),
        ("PATCH", f"/posts/{UUID(int=1)}", {"held": True}, "Must be false: nothing is held by hand."),
    ],
)
async def test_what_is_wrong_is_said_in_words_that_say_what_to_mend(
    ada: Caller, method: str, path: str, body: Object, message: str
) -> None:
    (field,) = body
    answer = await ada(method, path, body)
    assert (answer.status, answer.json["error"]["details"]) == (400, [{"field": field, "message": message}])


def test_no_library_speaks_for_us() -> None:
    fault: Any = {"type": "date_from_datetime_inexact", "loc": ("day",), "msg": "Input should be a date"}
    assert FieldsWrong([fault]).details == [{"field": "day", "message": OTHERWISE}]


async def test_all_wrong_fields_are_listed(ada: Caller) -> None:
    answer = await ada("POST", "/posts", {"title": " a ", "tag": "x" * 41, "source": 7, "description": []})
    assert answer.json["error"]["details"] == [
        {"field": "title", "message": "Must have at least 3 characters."},
        {"field": "description", "message": "Must be text."},
        {"field": "tag", "message": "Must have at most 40 characters."},
        {"field": "source", "message": "Must be text."},
    ]


QUERIES = [
    *(
        "%00",
        "%ff",
        "%ED%A0%BD",
        "%",
        "%zz",
        "%F0%9F%98",
        "-1",
        "0",
        "1.5",
        "1e9",
        "9" * 5_000,
        "x" * 9_000,
        "[]",
        "null",
    ),
    *(quote("💥" * 300), "01890000-0000-7000-8000-000000000000", "%E2%80%AE", "'; DROP TABLE posts; --", "%0a%0d"),
]


async def test_no_query_is_a_fault_of_ours(app: Quart, acme: Tenant, ada: Caller, document: Object) -> None:
    owner = await signed_in(app, await person(of=acme), acme)
    for method, path, operation in operations(document):
        by = ada if {"key": []} in operation["security"] else owner
        for name in [*(field["name"] for field in operation["parameters"] if field.get("in") == "query"), "unknown"]:
            for value in QUERIES:
                answer = await by(method, f"{path}?{name}={value}")
                assert answer.status < 500, f"{method} {path}?{name}={value[:50]}"
                if method == "GET" and value == "%00":
                    assert (answer.status, named(answer.json)) == (400, {name})


async def test_an_empty_query_value_is_as_if_absent(ada: Caller) -> None:
    await ada.post()
    for name in ("status", "tag", "sort", "limit", "offset", "cursor", "external_user_id", "key", "unknown"):
        _, page, _ = await ada("GET", f"/posts?{name}=")
        assert (page["total"], page["limit"]) == (1, 50)


async def test_bytes_that_are_no_text_in_a_query_are_mended(ada: Caller) -> None:
    connection: Any = ada.client.request("/api/v1/posts", headers=ada.headers)
    connection.scope["query_string"] = b"tag=\xff&\xfe=%fd"
    async with connection:
        await connection.send_complete()
    assert (await connection.as_response()).status_code == 200


class Switch(TypedDict, total=False):
    active: bool
    position: int


@pytest.mark.parametrize("text", ['{"active":"yes"}', '{"active":1}', '{"position":"7"}', '{"position":true}'])
def test_what_only_looks_like_a_value_is_none(text: str) -> None:
    with pytest.raises(ValidationFailed):
        checked_body(TypeAdapter(Switch), text)


async def test_half_an_emoji_in_a_query_is_mended(ada: Caller) -> None:
    await ada.post(tag="\ufffd\ufffd\ufffd")
    assert (await ada("GET", "/posts?tag=%ED%A0%BD")).json["total"] == 1


WRONG_USERS = ["x" * 201, "\xff", "a\0b", "💥".encode()[:3].decode("latin-1")]


@pytest.mark.parametrize("user", WRONG_USERS, ids=["too long", "latin-1", "U+0000", "half a character"])
async def test_a_wrong_user_header_is_refused_everywhere(
    ada: Caller, document: Object, sql: asyncpg.Connection, user: str
) -> None:
    before = await rows(sql)
    for method, path, _ in operations(document):
        answer = await with_raw(ada, method, path, "X-Loop-External-User", user.encode("latin-1"))
        assert (answer, method, path) == (400, method, path)
    assert await rows(sql) == before


async def with_raw(caller: Caller, method: str, path: str, header: str, value: bytes) -> int:
    """The status that a call gets whose header is these bytes."""
    connection: Any = caller.client.request(f"/api/v1{path}", method=method, headers=caller.headers)
    connection.scope["headers"] = [*connection.scope["headers"], (header.lower().encode(), value)]
    async with connection:
        await connection.send_complete()
    return int((await connection.as_response()).status_code)
