"""A route's promise, read once from its handler's signature: both what is checked and what is documented."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

import asyncpg
from pydantic import TypeAdapter
from quart import Response

from loops import limits, queue
from loops.answers import EventStream, Json, Nothing, ShownOnce, as_text
from loops.api import audited
from loops.api.body import json_body
from loops.api.fields import checked_body, checked_query, given_in
from loops.api.idempotency import repeatable_call, user_in
from loops.api.upload import Takes, takes
from loops.models.query import Query
from loops.sent import arguments
from loops_tenants.access import Demand, demand
from loops_tenants.at_hand import asked
from loops_tenants.errors import NotFound
from loops_tenants.hosts import tenant
from loops_tenants.roles import PERMISSIONS, Permission
from loops_tenants.scope import tenant_transaction

Handler = TypeVar("Handler", bound=Callable[..., Awaitable[Any]])
Done = TypeVar("Done")

SOURCES = ("query", "body")  # of a handler's arguments, beside the path
TRIES = 3
SHORT = 200  # bytes of a query string that is remembered
# PostgreSQL ends one of two transactions that wait for each other: nothing of it has happened, so it may begin again.
ENDED_FOR_ANOTHER = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)


@dataclass(frozen=True)
class Contract:
    """What a route takes and gives: pydantic models or TypedDicts, or what else pydantic can check and describe.

    `secrets` are the answer's fields that are shown once (see answers.OnceShown); `permission` is what a person's role
    must have, in the place of the scope (docs/permissions.md). Of several `statuses` the handler says which. `refusals`
    are those that it may answer beside what any such route may. `upload` takes the place of a `body` that is no JSON.
    `streams`: the answer is no JSON, but events.
    """

    scope: Demand
    permission: Permission | None
    query: TypeAdapter[Query] | None
    body: TypeAdapter[Any] | None
    upload: Takes | None
    answer: TypeAdapter[Any]
    statuses: tuple[int, ...]
    secrets: frozenset[str]
    transaction: bool
    refusals: frozenset[int]
    streams: bool = False

    @classmethod
    def of(
        cls,
        handler: Callable[..., object],
        scope: Demand,
        *,
        permission: Permission | None = None,
        transaction: bool,
        refusals: Collection[int] = (),
    ) -> "Contract":
        hints = get_type_hints(handler, include_extras=True)
        answer, statuses = hints["return"], (200,)
        if get_origin(answer) is tuple:  # tuple[Shape, Literal[201]]
            answer, statuses = get_args(answer)[0], get_args(get_args(answer)[1])
        if streams := answer is EventStream:
            answer = str
        if get_origin(answer) is Json:
            (answer,) = get_args(answer)
        upload = takes(hints.get("body"))
        checked = ("query",) if upload else SOURCES
        query, body = (TypeAdapter(hints[name]) if name in checked and name in hints else None for name in SOURCES)
        secrets = frozenset(shown_once(answer))
        rest = TypeAdapter(answer), statuses, secrets, transaction, frozenset(refusals)
        return cls(scope, permission, query, body, upload, *rest, streams)

    @property
    def opens_to_keys(self) -> bool:
        """Admins make keys, so what is an owner's alone no key may do."""
        return self.scope != "session" and (self.permission is None or "admin" in PERMISSIONS[self.permission])

    async def read(self) -> dict[str, object]:
        """The handler's arguments that come from the request."""
        request = asked()
        if "\0" in request.path:
            raise NotFound
        given: dict[str, object] = {}
        query = read_again if len(request.query_string) <= SHORT else read_once
        if asked_for := query(self.query, request.query_string):
            given["query"] = asked_for
        if self.body:
            given["body"] = checked_body(self.body, await json_body())
        if self.upload:
            given["body"] = await self.upload.read()
        return given

    def answered(self, made: Any) -> Response:
        """What a handler gave, as it leaves."""
        shown, status = made if isinstance(made, tuple) else (made, 200)
        if status == 204:
            return Nothing()
        answer = shown if isinstance(shown, Response) else Json(as_text(shown))
        if status != 200:
            answer.status_code = status
        return answer


def read_once(shape: TypeAdapter[Query] | None, query: bytes) -> Query | None:
    values = given_in(arguments(query))
    return checked_query(shape, values) if shape else None


read_again = lru_cache(1024)(read_once)  # who looks at a board asks for the same few lists


def shown_once(answer: Any) -> set[str]:
    fields = get_type_hints(answer, include_extras=True) if isinstance(answer, type) else {}
    return {name for name, hint in fields.items() if any(isinstance(mark, ShownOnce) for mark in get_args(hint))}


def allow(
    scope: Demand,
    *,
    permission: Permission | None = None,
    transaction: bool = True,
    before: Callable[[Any], Awaitable[None]] | None = None,
    refusals: Collection[int] = (),
) -> Callable[[Handler], Handler]:
    """The door of an API route: a key needs `scope`, a person a role with `permission` where one is named.

    The handler gets its typed `body` and `query`. It runs in one transaction of the tenant, which is committed before
    the answer leaves, and tried again where it deadlocks. With `transaction=False` it runs in none: for a handler whose
    whole work is one `scope.read`. `before` is given the body while none is open yet: for what asks the world outside,
    and may refuse. `refusals` are documented beside what any such route may answer.
    """

    def door(handler: Handler) -> Handler:
        contract = Contract.of(handler, scope, permission=permission, transaction=transaction, refusals=refusals)

        @wraps(handler)
        async def route(**given: object) -> Response:
            demand(scope, permission)
            given |= await contract.read()
            limits.count_visitor(user_in(given.get("body")))
            if before:
                await before(given.get("body"))
            if transaction:
                return await carried_out(contract, handler, given)
            return contract.answered(await handler(**given))

        vars(route)["contract"] = contract
        return cast(Handler, route)

    return door


async def carried_out(contract: Contract, handler: Handler, given: dict[str, Any]) -> Response:
    """Once, however often it is sent with its Idempotency-Key."""
    call = await repeatable_call(given.get("body"))

    async def work() -> Response:
        async with tenant_transaction(tenant().id):
            if call and (before := await call.answered_before()):
                return before
            answer = contract.answered(await handler(**given))
            if contract.scope == "admin" and asked().method not in limits.READING:
                await audited.note(given.get("body"), answer)
            if call:
                await call.keep(answer, contract.secrets)
            return answer

    answer = await tried_again(work)
    if asked().method not in limits.READING:
        queue.wake()
    return answer


async def tried_again(work: Callable[[], Awaitable[Done]]) -> Done:
    for _ in range(TRIES - 1):
        try:
            return await work()
        except ENDED_FOR_ANOTHER:
            continue
    return await work()
