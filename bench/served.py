"""What is measured, and under /bare what it is measured against: one process, one pool size, one set of bytes."""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from uuid import UUID

import asyncpg
from quart import Quart, Response, request

from loops import db
from loops.app import create_app
from loops.models.cursor import Filters
from loops.models.listing import Listing
from loops.models.page import PAGE
from loops_tenants.access import SYSTEM

Message = MutableMapping[str, Any]
App = Callable[[Message, Any, Any], Awaitable[None]]
LIST = Listing(Filters(), None, 50, 0, SYSTEM, None).statement(PAGE).replace("scope.tenant_id", "$1::uuid")
VOTE = """
INSERT INTO votes (tenant_id, post_id, voter, external_user_id, verified) VALUES ($1, $2, $3, $4, true)
ON CONFLICT DO NOTHING"""
COUNT = "UPDATE posts SET votes = votes + 1 WHERE tenant_id = $1 AND id = $2 RETURNING votes"


class Bare:
    """The list's own SQL and a vote's two statements through asyncpg: no tenant is looked up, no key, no policy."""

    def __init__(self) -> None:
        self.url, self.tenant = os.environ["BENCH_DATABASE_URL"], UUID(os.environ["BENCH_TENANT"])
        self.pool: Any = None
        self.bytes = ""

    async def open(self) -> None:
        self.pool = await asyncpg.create_pool(**db.credentials(self.url), min_size=10, max_size=10, reset=db.keep)
        self.bytes = await self.page()

    async def page(self) -> str:
        posts, total, _, _ = await self.pool.fetchrow(LIST, self.tenant, "https://acme.your-loop.test", None, "", "")
        return f'{{"posts":{posts},"total":{total},"limit":50,"offset":0,"next_cursor":null}}'

    async def vote(self, post: UUID, voter: str) -> int:
        async with self.pool.acquire() as connection, connection.transaction():
            await connection.execute(VOTE, self.tenant, post, f"user:{voter}", voter)
            return int(await connection.fetchval(COUNT, self.tenant, post))


def quart(bare: Bare) -> Quart:
    """Quart as it comes."""
    app = Quart("bare")

    @app.get("/bare/list")
    async def bare_list() -> Response:
        return Response(await bare.page(), content_type="application/json")

    @app.get("/bare/constant")
    async def constant() -> Response:
        return Response(bare.bytes, content_type="application/json")

    @app.post("/bare/posts/<uuid:id>/vote")
    async def vote(id: UUID) -> dict[str, object]:
        body = await request.get_json()
        return {"post_id": str(id), "voted": True, "votes": await bare.vote(id, body["external_user_id"])}

    return app


def asgi(bare: Bare) -> App:
    """No framework at all."""

    async def app(scope: Message, receive: Any, send: Any) -> None:
        headers = [(b"content-type", b"application/json")]
        body = (await bare.page()).encode()
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


def make() -> App:
    """For Granian: Loops, and its references beside it."""
    bare = Bare()
    loops, with_quart, without = create_app(), quart(bare), asgi(bare)

    async def app(scope: Message, receive: Any, send: Any) -> None:
        path = scope.get("path", "")
        if scope["type"] == "lifespan":
            await bare.open()
        chosen: Any = without if path == "/bare/asgi" else with_quart if path.startswith("/bare") else loops
        await chosen(scope, receive, send)

    return app
