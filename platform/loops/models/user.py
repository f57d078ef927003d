"""A user whom calls speak for, by the id that the tenant gave them: what is held about them."""

from datetime import datetime
from uuid import UUID

import orjson
from typing_extensions import TypedDict

from loops.models.blanking import PERSON
from loops.models.comment_shown import TO_TEAM as COMMENT
from loops.models.comment_shown import CommentJson
from loops.models.shown import TO_TEAM, PostJson
from loops_tenants.errors import NotFound
from loops_tenants.models import Tenant
from loops_tenants.scope import connection


class VoteOfUser(TypedDict):
    """`via`: the duplicate that it came through."""

    post_id: UUID
    verified: bool
    via: UUID | None
    created_at: datetime


class Account(TypedDict):
    """What the board's own provider said of somebody who signed in by it."""

    name: str
    email: str | None
    created_at: datetime


class UserJson(TypedDict):
    """All that is held: what they wrote, what they voted for, and how many events of the last 90 days name them.

    `taken_back`: the posts where they took a vote back that had come through a duplicate. `account`: null for whoever
    did not sign in, or has one with the installation, which is no board's.
    """

    external_user_id: str
    account: Account | None
    posts: list[PostJson]
    comments: list[CommentJson]
    votes: list[VoteOfUser]
    taken_back: list[UUID]
    events: int


class UserUnknown(NotFound):
    """Nothing is held about them, here."""


async def held(tenant: Tenant, user: str) -> str:
    """JSON text, shaped like UserJson."""
    await connection().execute(PATIENTLY)
    found: str | None = await connection().fetchval(HELD, tenant.id, tenant.home, None, user, quoted(user))
    if found is None:
        raise UserUnknown
    return found


def quoted(user: str) -> list[str]:
    """As JSON has it, and as PostgreSQL's does where that differs; of a person who signed in the bare id too."""
    names = {orjson.dumps(name).decode() for name in (user, user.removeprefix(PERSON))}
    return sorted(names | {name.replace("\x7f", "\\u007f") for name in names})


PATIENTLY = "SET LOCAL statement_timeout = '60s'"
HELD = f"""
WITH written AS (
    SELECT coalesce(json_agg({TO_TEAM} ORDER BY p.id), '[]') AS posts, count(*) AS n
    FROM posts p WHERE p.tenant_id = $1 AND p.external_user_id = $4
), said AS (
    SELECT coalesce(json_agg({COMMENT} ORDER BY c.id), '[]') AS comments, count(*) AS n
    FROM comments c WHERE c.tenant_id = $1 AND c.external_user_id = $4
), voted AS (
    SELECT coalesce(json_agg(to_json(v) ORDER BY v.created_at), '[]') AS votes, count(*) AS n
    FROM (SELECT post_id, verified, via, created_at FROM votes WHERE tenant_id = $1 AND voter = 'user:' || $4) AS v
), marked AS (
    SELECT coalesce(json_agg(post_id), '[]') AS taken_back, count(*) AS n
    FROM (SELECT DISTINCT post_id FROM vote_marks WHERE tenant_id = $1 AND voter = 'user:' || $4 ORDER BY 1) AS m
), told AS (
    SELECT count(*) AS n FROM events
    WHERE tenant_id = $1 AND EXISTS (SELECT FROM unnest($5::text[]) AS name WHERE strpos(body, name) > 0)
), account AS (
    SELECT name, email, created_at FROM persons WHERE tenant_id = $1 AND 'person:' || id = $4
), noted AS (
    SELECT count(*) AS n FROM post_history
    WHERE tenant_id = $1 AND actor ->> 'id' IN ($4, substr($4, length('person:') + 1))
        AND CASE actor ->> 'type' WHEN 'user' THEN '' WHEN 'person' THEN 'person:' END || (actor ->> 'id') = $4
)
SELECT to_json(found)::text
FROM (SELECT $4::text AS external_user_id, (SELECT to_json(account) FROM account) AS account,
          posts, comments, votes, taken_back, told.n AS events
      FROM written, said, voted, marked, told, noted
      WHERE written.n + said.n + voted.n + marked.n + told.n + noted.n > 0 OR EXISTS (SELECT FROM account)) AS found"""
