"""CORS: pages of any origin may call the API with a key."""

import pytest
from quart import Quart

from broken import APEX, broken_by
from caller import Caller
from conftest import DOMAIN

EXPOSED = {"ETag", "Retry-After", "RateLimit", "RateLimit-Policy", "X-Request-Id"}
ALLOWED = {
    *("Authorization", "Content-Type", "Idempotency-Key", "If-None-Match", "Last-Event-ID"),
    *("X-Loop-External-User", "X-Loop-Identity"),
}
PAGE = {"Origin": "https://a.example"}


CALLS = [("GET", "/posts", 200), ("POST", "/posts", 400), ("DELETE", "/posts", 405), ("GET", "/nothing", 404)]


@pytest.mark.parametrize("origin", [{}, PAGE, {"Origin": "null"}])
@pytest.mark.parametrize(("method", "path", "status"), CALLS)
async def test_every_answer_is_open(ada: Caller, origin: dict[str, str], method: str, path: str, status: int) -> None:
    answer = await ada.saying(origin)(method, path)
    assert answer.status == status
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert set(answer.headers["Access-Control-Expose-Headers"].split(", ")) == EXPOSED
    assert "Access-Control-Allow-Credentials" not in answer.headers


async def test_so_is_one_without_a_key_or_a_board(ada: Caller) -> None:
    for headers, status in (({"Authorization": ""}, 401), ({"Host": f"nobody.{DOMAIN}"}, 404)):
        answer = await ada.saying(PAGE | headers)("GET", "/posts")
        assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (status, "*")


async def test_so_is_one_that_failed() -> None:
    answer = await broken_by(ZeroDivisionError()).get("/api/v1/broken", headers=APEX | PAGE)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (500, "*")


@pytest.mark.parametrize("path", ["/api/v1/posts", "/api/v1/nothing", "/openapi.json"])
@pytest.mark.parametrize("host", [f"acme.{DOMAIN}", DOMAIN, f"nobody.{DOMAIN}"])
async def test_a_preflight_needs_no_key(app: Quart, ada: Caller, path: str, host: str) -> None:
    asked = PAGE | {"Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "authorization"}
    answer = await app.test_client().options(path, headers={"Host": host} | asked)
    assert (answer.status_code, await answer.get_data(as_text=True)) == (204, "")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert set(answer.headers["Access-Control-Allow-Headers"].split(", ")) == ALLOWED
    assert {"GET", "POST", "PUT", "PATCH", "DELETE"} <= set(answer.headers["Access-Control-Allow-Methods"].split(", "))
    assert answer.headers["Access-Control-Max-Age"] == "7200"


async def test_options_by_itself_lists_the_methods(ada: Caller) -> None:
    answer = await ada.client.options("/api/v1/posts", headers={"Host": f"acme.{DOMAIN}"})
    assert answer.status_code == 200
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


async def test_pages_elsewhere_are_not_open(ada: Caller) -> None:
    answer = await ada.client.get("/nothing", headers=ada.headers | PAGE)
    assert (answer.status_code, answer.headers.get("Access-Control-Allow-Origin")) == (404, None)
