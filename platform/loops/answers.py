"""How answers become bytes: orjson for rows, and text as it is where PostgreSQL has made the JSON."""

from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

import orjson
from pydantic import Field
from quart import Quart, Response
from quart.json.provider import JSONProvider
from quart.sessions import SecureCookieSessionInterface
from quart.wrappers.response import DataBody, ResponseBody
from werkzeug.datastructures import Headers

Shape = TypeVar("Shape")

EVENT_STREAM = "text/event-stream"


class Json(Response, Generic[Shape]):
    """JSON that PostgreSQL has made, passed through; `Shape` is what it looks like, for the OpenAPI document."""

    def __init__(self, text: str, *, etag: str | None = None, status: int = 200) -> None:
        body = DataBody(text.encode())
        about = [("Content-Type", "application/json"), ("Content-Length", str(body.end))]
        self.text = text
        super().__init__(body, status, Told(*about, ("ETag", f'"{etag}"')) if etag else Told(*about))


class Unchanged(Json[Any]):
    """In the place of an answer that its reader has already, by its `etag`."""

    def __init__(self, etag: str) -> None:
        super().__init__("", status=304)
        self.headers = Told(("ETag", f'"{etag}"'))


class Nothing(Response):
    """An answer without a body: no Content-Type, and no Content-Length either (RFC 9110, 8.6)."""

    def __init__(self, status: int = 204) -> None:
        super().__init__(b"", status)
        self.headers.clear()


class EventStream(Response):
    """Server-sent events (HTML Living Standard, 9.2), for as long as `body` goes on and somebody listens."""

    def __init__(self, body: ResponseBody) -> None:
        about = Told(("Content-Type", EVENT_STREAM), ("X-Accel-Buffering", "no"))  # the second is for nginx
        super().__init__(body, headers=about)
        self.timeout = None


class Told(Headers):
    """What an answer's head begins with: names and values of our own, in which werkzeug need not look for line ends."""

    def __init__(self, *pairs: tuple[str, str]) -> None:
        super().__init__()
        self._list = [*pairs]


class ShownOnce:
    """Marks a field that shows a secret: an answer that is kept for its Idempotency-Key is kept without it."""


OnceShown = Annotated[
    str | None,
    ShownOnce(),
    Field(description="Shown in this answer alone: null where it is sent again for its Idempotency-Key."),
]


class Orjson(JSONProvider):
    def dumps(self, obj: Any, **kwargs: Any) -> str:
        return as_text(obj)

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        return orjson.loads(s)


def as_text(value: object) -> str:
    """JSON with times as RFC 3339 in UTC, which Quart's own would write as RFC 822."""
    return orjson.dumps(value, default=plain).decode()


def plain(value: object) -> str:
    """asyncpg's UUIDs are of a class of their own, which orjson does not know."""
    if isinstance(value, UUID):
        return str(value)
    raise TypeError


class NoSession(SecureCookieSessionInterface):
    """Quart's signed cookie costs half of a request's time; people's sessions are rows of ours."""

    async def open_session(self, *_: object) -> None:
        return None

    def is_null_session(self, obj: object) -> bool:
        return True


def init_app(app: Quart) -> None:
    app.json = Orjson(app)
    app.session_interface = NoSession()
