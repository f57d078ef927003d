"""What the operations of the OpenAPI document share: the errors' one answer, headers, parameters, and keys."""

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from loops.api.idempotency import HEADER, LONGEST
from loops_tenants import identity_token
from loops_tenants.access import LONGEST_ID, USER_HEADER
from loops_tenants.errors import Detail

Object = dict[str, Any]
Code = Literal[
    "bad_request",
    "validation_failed",
    "unauthorized",
    "insufficient_scope",
    "origin_not_allowed",
    "forbidden",
    "not_found",
    "method_not_allowed",
    "conflict",
    "payload_too_large",
    "unsupported_media_type",
    "idempotency_mismatch",
    "rate_limited",
    "internal",
    "unavailable",
]


class Fault(TypedDict):
    code: Code
    message: str
    details: NotRequired[list[Detail]]


class Error(TypedDict):
    """Every answer that is not 2xx or 304. `message` is for people; `details` say which fields are wrong, and how."""

    error: Fault


def reference(kind: str, name: str) -> str:
    return f"#/components/{kind}/{name}"


def shared(kind: str, name: str) -> Object:
    return {"$ref": reference(kind, name)}


def content(schema: Object, media_type: str = "application/json") -> Object:
    return {"content": {media_type: {"schema": schema}}}


def text(most: int) -> Object:
    return {"type": "string", "minLength": 1, "maxLength": most}


INFO = {
    "title": "Loops",
    "version": "1",
    "description": "Ideas, votes and what became of them: all that a board shows, and all that its team does.",
}
HEADERS = {
    "ETag": "Send it as If-None-Match, and an answer that has not changed is not sent again.",
    "Retry-After": "Seconds after which the call may be sent again.",
    "RateLimit": "What is left of the limit, and for how long.",
    "RateLimit-Policy": "The limit, and the seconds that it is for.",
    "X-Request-Id": "Names this answer in the logs.",
}
REFUSED = "Refused: the status and `error.code` say why."
OF_EVERY_ANSWER = ("X-Request-Id",)
OF_EVERY_ERROR = ("Retry-After", "RateLimit", "RateLimit-Policy", "X-Request-Id")


def headers(*names: str) -> Object:
    return {"headers": {name: shared("headers", name) for name in names}}


PARAMETERS = {
    "ExternalUser": {
        "name": USER_HEADER,
        "in": "header",
        "description": "The visitor whom the call speaks for. An `external_user_id` in the body or query wins over it.",
        "schema": text(LONGEST_ID),
    },
    "Identity": {
        "name": identity_token.HEADER,
        "in": "header",
        "description": (
            "A JWT (HS256) that proves who the visitor is, signed with the board's identity secret: `sub` is their "
            "external user id, `exp` at most 24 hours ahead, `name` and `email` may be there."
        ),
        "schema": text(identity_token.LONGEST),
    },
    "IdempotencyKey": {
        "name": HEADER,
        "in": "header",
        "description": "The same call with the same key happens once, and is answered alike for 24 hours.",
        "schema": text(LONGEST) | {"pattern": "^[ -~]+$"},
    },
    "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": "The ETag of the answer that is known already.",
        "schema": {"type": "string"},
    },
    "LastEventId": {
        "name": "Last-Event-ID",
        "in": "header",
        "description": "The `position` of an event: the stream goes on after it. What is none is ignored.",
        "schema": {"type": "string"},
    },
}
BY_SESSION = (
    "A person's session of this host. To write, it takes `Sec-Fetch-Site: same-origin` or this host's `Origin`."
)
SESSION = {"type": "apiKey", "in": "cookie", "description": BY_SESSION}
KEYS = {
    "key": {"type": "http", "scheme": "bearer", "description": "`loop_sk_…` or `loop_pk_…`"},
    "keyInUrl": {"type": "apiKey", "in": "query", "name": "key", "description": "`loop_pk_…`, on a GET alone."},
    "session": SESSION | {"name": "__Host-loops"},
    "sessionOverHttp": SESSION | {"name": "loops"},
}
SHARED: Object = {
    "responses": {
        "Error": {"description": REFUSED, **headers(*OF_EVERY_ERROR), **content(shared("schemas", "Error"))},
        "NotModified": {"description": "What If-None-Match names is still so.", **headers("ETag", *OF_EVERY_ANSWER)},
    },
    "headers": {name: {"description": about, "schema": {"type": "string"}} for name, about in HEADERS.items()},
    "parameters": PARAMETERS,
    "securitySchemes": KEYS,
}
