"""A route's promise, read once from its handler's signature: both what is checked and what is documented."""

import json
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError
from quart import Response, request

from loops.answers import Json
from loops_tenants.access import Scope, demand
from loops_tenants.errors import BadRequest, UnsupportedMediaType, ValidationFailed
from loops_tenants.hosts import tenant
from loops_tenants.scope import tenant_transaction

Handler = TypeVar("Handler", bound=Callable[..., Awaitable[Any]])


@dataclass(frozen=True)
class Contract:
    """What a route takes and gives: pydantic models or TypedDicts, or what else pydantic can check and describe."""

    scope: Scope
    query: TypeAdapter[Any] | None
    body: TypeAdapter[Any] | None
    answer: TypeAdapter[Any]
    status: int

    @classmethod
    def of(cls, handler: Callable[..., object], scope: Scope) -> "Contract":
        hints = get_type_hints(handler)
        answer, status = hints["return"], 200
        if get_origin(answer) is tuple:  # tuple[Shape, Literal[201]]
            answer, (status,) = get_args(answer)[0], get_args(get_args(answer)[1])
        if get_origin(answer) is Json:
            (answer,) = get_args(answer)
        query, body = (TypeAdapter(hints[name]) if name in hints else None for name in ("query", "body"))
        return cls(scope, query, body, TypeAdapter(answer), status)

    async def read(self) -> dict[str, object]:
        """The handler's arguments that come from the request."""
        given: dict[str, object] = {}
        if self.query:
            given["query"] = checked(self.query, {name: value for name, value in request.args.items() if value})
        if self.body:
            given["body"] = checked(self.body, await json_object())
        return given


def allow(scope: Scope, *, transaction: bool = True) -> Callable[[Handler], Handler]:
    """The door of an API route: the caller needs `scope`, the handler gets its typed `body` and `query`.

    It runs in one transaction of the tenant, which is committed before the answer leaves. With `transaction=False` it
    runs in none: for a handler whose whole work is one `scope.read`.
    """

    def door(handler: Handler) -> Handler:
        contract = Contract.of(handler, scope)

        @wraps(handler)
        async def route(**ids: object) -> object:
            demand(scope)
            given = await contract.read()
            async with tenant_transaction(tenant().id) if transaction else nullcontext():
                answer = await handler(**ids, **given)
            return Response(status=204) if contract.status == 204 else answer

        vars(route)["contract"] = contract
        return cast(Handler, route)

    return door


def checked(shape: TypeAdapter[Any], given: dict[str, Any]) -> object:
    try:
        return shape.validate_python(given)
    except ValidationError as faults:
        details = [(".".join(map(str, fault["loc"])), fault["msg"]) for fault in faults.errors()]
        raise ValidationFailed(details=[{"field": field, "message": text} for field, text in details]) from None


async def json_object() -> dict[str, Any]:
    """The body; an empty one is `{}` and needs no Content-Type."""
    raw = await request.get_data()
    if not raw:
        return {}
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    try:
        value = whole(json.loads(raw))
    except (ValueError, RecursionError):
        raise BadRequest("The body is not JSON.") from None
    if not isinstance(value, dict):
        raise BadRequest("The body must be a JSON object.")
    return value


def whole(value: Any) -> Any:
    """Clients cut emoji in half: a surrogate that lost its other half becomes U+FFFD."""
    text = json.dumps(value, ensure_ascii=False)
    return value if text.isascii() else json.loads(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
