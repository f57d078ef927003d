"""What is said under a post, for tests of it."""

from typing import Any

import asyncpg

from caller import Caller


async def said(by: Caller, post: Any, body: str = "Me too.", **fields: object) -> Any:
    """A new comment, as the API answers it."""
    status, comment, _ = await by("POST", f"/posts/{post['id']}/comments", {"body": body, **fields})
    assert status == 201, comment
    return comment


async def heard(by: Caller, post: Any, query: str = "") -> list[str]:
    """What somebody reads there."""
    status, page, _ = await by("GET", f"/posts/{post['id']}/comments{query}")
    assert status == 200, page
    return [comment["body"] for comment in page["comments"]]


async def counted(by: Caller, post: Any) -> int:
    return int((await by("GET", f"/posts/{post['id']}")).json["comments"])


async def held(sql: asyncpg.Connection, post: Any, user: str | None = "bob", *, verified: bool = False) -> str:
    """A comment that waits for the team, by its id."""
    new = "INSERT INTO comments (tenant_id, post_id, body, held, external_user_id, author_verified)"
    values = "SELECT tenant_id, id, 'Buy pills.', true, $2, $3 FROM posts WHERE id = $1 RETURNING id"
    return str(await sql.fetchval(f"{new} {values}", post["id"], user, verified))
