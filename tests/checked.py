"""Every answer that a test gets under /api/v1, held against what the API says of itself in /openapi.json."""

from typing import Any
from urllib.parse import unquote, urlsplit

import orjson
from openapi_schema_validator import OAS31Validator, oas31_format_checker
from quart import Quart, Response
from quart.testing import QuartClient
from werkzeug.exceptions import HTTPException

from loops.api import openapi

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


def check_all_answers(app: Quart) -> None:
    """Whatever this app's test clients get."""
    vars(app)["test_client_class"] = CheckedClient  # by `vars`, for not even Quart's own fits its annotation


class Promises:
    """What an app's document promises, its schemas compiled once."""

    def __init__(self, app: Quart, document: dict[str, Any]) -> None:
        self._routes = app.url_map.bind("")
        self._document = document
        self._compiled: dict[str, OAS31Validator] = {}

    def hold(self, method: str, path: str, answer: Response, body: bytes) -> None:
        """Fail where it is not as promised."""
        about = f"{method} {path}: {answer.status_code} {body[:500]!r}"
        missing = {name for name, value in EVERY_ANSWER.items() if answer.headers.get(name) != value}
        assert not missing, f"{about} lacks {missing}"
        assert answer.headers.get("X-Request-Id"), about
        if method == "OPTIONS":
            return
        empty = answer.status_code in (204, 304) or method == "HEAD"
        assert (body == b"") is empty, about
        assert empty or answer.headers["Content-Type"] == "application/json", about
        operation = self._operation(method, path)
        assert operation is None or str(answer.status_code) in operation["responses"], f"{about} is not documented"
        if body:
            self._hold_body(operation, answer.status_code, orjson.loads(body), about)

    def _operation(self, method: str, path: str) -> Any:
        """None where there is no such route: whatever has no contract answers by the one Error."""
        try:
            rule, _ = self._routes.match(path, "GET" if method == "HEAD" else method, return_rule=True)
        except HTTPException:
            return None
        documented = self._document["paths"].get(openapi.path_of(rule))
        assert documented, f"{rule} is not in the document"
        return documented["get" if method == "HEAD" else method.lower()]

    def _hold_body(self, operation: Any, status: int, body: Any, about: str) -> None:
        if status >= 400:
            assert STATUS.get(body["error"]["code"]) == status, about
        response = operation["responses"][str(status)] if operation and status < 400 else self._error
        schema = response["content"]["application/json"]["schema"]
        faults = [fault.message for fault in self._compile(schema).iter_errors(body)]
        assert not faults, f"{about} is not as documented: {faults}"

    @property
    def _error(self) -> Any:
        return self._document["components"]["responses"]["Error"]

    def _compile(self, schema: dict[str, Any]) -> OAS31Validator:
        key = str(schema)
        if key not in self._compiled:
            whole = schema | {"components": self._document["components"]}
            self._compiled[key] = OAS31Validator(whole, format_checker=oas31_format_checker)
        return self._compiled[key]


class CheckedClient(QuartClient):
    async def open(self, path: str, **sent: Any) -> Response:
        answer = await super().open(path, **sent)
        where = unquote(urlsplit(path).path)
        if where.startswith(OURS):
            held = await promises(self.app)
            held.hold(sent.get("method", "GET"), where, answer, await answer.get_data(as_text=False))
        return answer


async def promises(app: Quart) -> Promises:
    if "promises" not in app.extensions:
        async with app.app_context():
            app.extensions["promises"] = Promises(app, openapi.make())
    made: Promises = app.extensions["promises"]
    return made
