from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate
from quart import Quart

from caller import Caller

Document = dict[str, Any]


@pytest.fixture
async def document(app: Quart, ada: Caller) -> Document:
    got = await app.test_client().get("/openapi.json", headers=ada.headers)
    made: Document = await got.get_json()
    return made


async def test_the_document_is_openapi_31(document: Document) -> None:
    validate(document)
    assert document["openapi"] == "3.1.0"


async def test_every_api_route_is_in_it(app: Quart, document: Document) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")]
    documented = [operation for path in document["paths"].values() for operation in path]
    assert len(documented) == len(rules)


async def test_answers_look_as_documented(ada: Caller, document: Document) -> None:
    post = await ada.post()
    path = f"/posts/{post['id']}"
    sent = [("GET", "/posts", 200), ("GET", path, 200), ("PUT", f"{path}/vote", 200), ("GET", f"{path}/votes", 200)]
    for method, url, status in sent:
        answer = await ada(method, url, None if method == "GET" else {"external_user_id": "bob"})
        template = "/api/v1" + url.replace(post["id"], "{id}")
        schema = document["paths"][template][method.lower()]["responses"][str(status)]
        shape = schema["content"]["application/json"]["schema"] | {"components": document["components"]}
        OAS31Validator(shape).validate(answer.json)
        assert answer.status == status
