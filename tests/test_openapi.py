"""The document says what the routes do, and the tests hold every answer to it (checked.py)."""

from typing import Any

import pytest
from openapi_spec_validator import validate
from quart import Quart
from werkzeug.datastructures import Headers

from caller import Caller
from checked import Answer, promises
from conftest import DOMAIN
from loops.answers import as_text
from loops.api import openapi
from loops_tenants.models import Tenant

Document = dict[str, Any]
# Beside every POST, which may be sent twice at once.
STREAM = "open_stream"  # it has no tag, and no body that somebody may have already
CONFLICTS = {"delete_status", "change_domain", "change_member", "remove_member", "take_back_deletion"}
REFUSED = {"$ref": "#/components/responses/Error"}


@pytest.fixture
async def document(app: Quart, acme: Tenant) -> Document:
    got = await app.test_client().get("/openapi.json", headers={"Host": f"acme.{DOMAIN}"})
    made: Document = await got.get_json()
    return made


def operations(document: Document) -> list[tuple[str, Document]]:
    return [pair for path in document["paths"].values() for pair in path.items()]


async def test_the_document_is_openapi_31(document: Document) -> None:
    validate(document)
    assert document["openapi"] == "3.1.0"


async def test_every_api_route_is_in_it(app: Quart, document: Document) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")]
    assert len(operations(document)) == len(rules)


async def test_every_operation_says_what_it_can_answer(document: Document) -> None:
    for method, operation in operations(document):
        statuses = set(operation["responses"])
        tagged = method == "get" and operation["operationId"] != STREAM
        conflicts = method == "post" or operation["operationId"] in CONFLICTS
        assert {"400", "401", "403", "404", "429", "500", "503"} <= statuses
        assert ("304" in statuses, "409" in statuses, "422" in statuses) == (
            tagged,
            conflicts,
            method == "post",
        )
        assert ("415" in statuses) == ("requestBody" in operation)
        assert all(operation["responses"][status] == REFUSED for status in statuses if status >= "400")
        assert operation["summary"]
        assert operation["tags"]


async def test_operations_say_which_headers_they_take(document: Document) -> None:
    for method, operation in operations(document):
        shared = {field.get("$ref", "").rpartition("/")[2] for field in operation["parameters"]} - {""}
        reading = {"LastEventId" if operation["operationId"] == STREAM else "IfNoneMatch"}
        more = {"get": reading, "post": {"IdempotencyKey"}}
        assert shared == {"ExternalUser", "Identity"} | more.get(method, set())
    assert len({operation["operationId"] for _, operation in operations(document)}) == len(operations(document))


async def test_nobody_needs_a_key_to_read_it(app: Quart, acme: Tenant) -> None:
    homes = {f"acme.{DOMAIN}": f"https://acme.{DOMAIN}", DOMAIN: f"https://{DOMAIN}"}
    for host, home in homes.items():
        got = await app.test_client().get("/openapi.json", headers={"Host": host})
        assert (got.status_code, (await got.get_json())["servers"]) == (200, [{"url": home}])
        assert got.headers["Access-Control-Allow-Origin"] == "*"
        again = await app.test_client().get(
            "/openapi.json", headers={"Host": host, "If-None-Match": got.headers["ETag"]}
        )
        assert again.status_code == 304


async def test_it_is_always_the_same(app: Quart) -> None:
    async with app.app_context():
        assert as_text(openapi.make()) == as_text(openapi.make())


async def test_a_secret_is_said_to_be_shown_once(document: Document) -> None:
    field = document["components"]["schemas"]["NewKeyJson"]["properties"]["key"]
    assert "null where it is sent again" in field["description"]


async def test_what_may_not_be_null_in_a_url_is_not_said_to_be(document: Document) -> None:
    fields = {
        field["name"]: field for field in document["paths"]["/api/v1/posts"]["get"]["parameters"] if "in" in field
    }
    assert fields["sort"]["schema"] == {"type": "string", "enum": ["new", "top", "trending", "old"]}


def answered(body: object, status: int = 200) -> Answer:
    ours = {"Access-Control-Allow-Origin": "*", "Cache-Control": "private, no-cache", "X-Request-Id": "1"}
    return Answer(status, Headers({"Content-Type": "application/json"} | ours), as_text(body).encode())


def saying(name: str, value: str) -> Answer:
    answer = answered(VOTE)
    answer.headers[name] = value
    return answer


VOTE = {"post_id": "01890000-0000-7000-8000-000000000000", "voted": True, "votes": 1}
FAULT = {"error": {"code": "conflict", "message": "No."}}
WRONG: dict[str, Answer] = {
    "a field is missing": answered({"post_id": VOTE["post_id"], "voted": True}),
    "a field has another type": answered(VOTE | {"votes": "1"}),
    "an id is none": answered(VOTE | {"post_id": "1"}),
    "an undocumented status": answered(VOTE, 202),
    "a refusal of another shape": answered({"error": "No."}, 409),
    "a refusal of another status": answered(FAULT, 422),
    "an unknown code": answered({"error": {"code": "nope", "message": "No."}}, 409),
    "HTML": saying("Content-Type", "text/html"),
    "no CORS": saying("Access-Control-Allow-Origin", "https://a.example"),
    "no number": saying("X-Request-Id", ""),
    "no body": Answer(200, answered(VOTE).headers, b""),
    "a body where there is none": answered(VOTE, 304),
}


async def held(app: Quart, answer: Answer) -> None:
    (await promises(app)).hold("POST", f"/api/v1/posts/{VOTE['post_id']}/vote", answer)


@pytest.mark.parametrize("answer", WRONG.values(), ids=WRONG)
async def test_an_answer_that_is_not_as_documented_fails_its_test(app: Quart, answer: Answer) -> None:
    with pytest.raises((AssertionError, TypeError)):
        await held(app, answer)


async def test_one_that_is_does_not(app: Quart, ada: Caller) -> None:
    await held(app, answered(VOTE))
    await held(app, answered(FAULT, 409))
