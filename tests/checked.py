"""Every answer that a test gets under /api/v1, held against what the API says of itself in /openapi.json."""

from typing import Any, NamedTuple

import orjson
from hypercorn.typing import ASGIReceiveCallable, ASGISendCallable, Scope
from openapi_schema_validator import OAS31Validator, oas31_format_checker
from quart import Quart
from werkzeug.datastructures import Headers
from werkzeug.exceptions import HTTPException

from loops.answers import EVENT_STREAM
from loops.api import openapi
from loops.api.contract import Contract

OURS = "/api/v1"
# Of product.md section 3; 400 has two codes, 403 three.
STATUS = {
    "bad_request": 400,
    "validation_failed": 400,
    "unauthorized": 401,
    "insufficient_scope": 403,
    "origin_not_allowed": 403,
    "forbidden": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "conflict": 409,
    "payload_too_large": 413,
    "unsupported_media_type": 415,
    "idempotency_mismatch": 422,
    "rate_limited": 429,
    "internal": 500,
    "unavailable": 503,
}
EVERY_ANSWER = {"Access-Control-Allow-Origin": "*", "Cache-Control": "private, no-cache"}


class Answer(NamedTuple):
    status: int
    headers: Headers
    body: bytes


def check_all_answers(app: Quart) -> Quart:
    """The same app: whatever it sends from now on is held, by whichever client it was asked."""
    unchecked = app.asgi_app

    async def checked(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        sent: list[Any] = []

        async def heard(event: Any) -> None:
            sent.append(event)
            await send(event)

        await unchecked(scope, receive, heard)
        if scope["type"] == "http" and scope["path"].startswith(OURS) and sent:
            (await promises(app)).hold(scope["method"], scope["path"], answer_of(sent))

    vars(app)["asgi_app"] = checked
    return app


def answer_of(sent: list[Any]) -> Answer:
    headers = Headers([(name.decode(), value.decode()) for name, value in sent[0]["headers"]])
    return Answer(sent[0]["status"], headers, b"".join(event["body"] for event in sent[1:]))


class Document:
    """Of every app with these contracts, its schemas compiled once."""

    def __init__(self, made: dict[str, Any]) -> None:
        self.paths, self.components = made["paths"], made["components"]
        self._compiled: dict[str, OAS31Validator] = {}

    def compiled(self, schema: dict[str, Any]) -> OAS31Validator:
        key = str(schema)
        if key not in self._compiled:
            whole = schema | {"components": self.components}
            self._compiled[key] = OAS31Validator(whole, format_checker=oas31_format_checker)
        return self._compiled[key]


class Promises:
    """What an app's document promises."""

    def __init__(self, app: Quart, document: Document) -> None:
        self._routes = app.url_map.bind("")
        self._document = document

    def hold(self, method: str, path: str, answer: Answer) -> None:
        """Fail where it is not as promised."""
        status, headers, body = answer
        about = f"{method} {path}: {status} {body[:500]!r}"
        missing = {name for name, value in EVERY_ANSWER.items() if headers.get(name) != value}
        assert not missing, f"{about} lacks {missing}"
        assert headers.get("X-Request-Id"), about
        if method == "OPTIONS":
            return
        assert (body == b"") is (status in (204, 304) or method == "HEAD"), about
        operation = self._operation(method, path)
        kind = None if status in (204, 304) else "application/json"
        if operation and status == 200:
            (kind,) = operation["responses"]["200"]["content"]
        assert headers.get("Content-Type") == kind, about
        assert operation is None or str(status) in operation["responses"], f"{about} is not documented"
        if body and kind != EVENT_STREAM:
            self._hold_body(operation, status, orjson.loads(body), about)

    def _operation(self, method: str, path: str) -> Any:
        """None where there is no such route: whatever has no contract answers by the one Error."""
        try:
            rule, _ = self._routes.match(path, "GET" if method == "HEAD" else method, return_rule=True)
        except HTTPException:
            return None
        documented = self._document.paths.get(openapi.path_of(rule))
        assert documented, f"{rule} is not in the document"
        return documented["get" if method == "HEAD" else method.lower()]

    def _hold_body(self, operation: Any, status: int, body: Any, about: str) -> None:
        if status >= 400:
            assert STATUS.get(body["error"]["code"]) == status, about
        response = operation["responses"][str(status)] if operation and status < 400 else self._error
        schema = response["content"]["application/json"]["schema"]
        faults = [fault.message for fault in self._document.compiled(schema).iter_errors(body)]
        assert not faults, f"{about} is not as documented: {faults}"

    @property
    def _error(self) -> Any:
        return self._document.components["responses"]["Error"]


DOCUMENTS: dict[frozenset[tuple[str, str, Contract]], Document] = {}


def document() -> Document:
    """The current app's."""
    contracts = frozenset((route.path, route.method, route.contract) for route in openapi.described())
    if contracts not in DOCUMENTS:
        DOCUMENTS[contracts] = Document(openapi.make())
    return DOCUMENTS[contracts]


async def promises(app: Quart) -> Promises:
    if "promises" not in app.extensions:
        async with app.app_context():
            app.extensions["promises"] = Promises(app, document())
    made: Promises = app.extensions["promises"]
    return made
