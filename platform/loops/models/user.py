"""A user whom calls speak for, by the id that the tenant gave them: what is held about them, and its erasure."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import orjson
from typing_extensions import TypedDict

from loops.models import history
from loops.models.blanking import PERSON, Blank, blank_answers, blank_events
from loops.models.comment_shown import TO_TEAM as COMMENT
from loops.models.comment_shown import CommentJson
from loops.models.post import Post
from loops.models.query import Query
from loops.models.shown import TO_TEAM, PostJson
from loops_tenants.access import Actor
from loops_tenants.errors import NotFound
from loops_tenants.models import Tenant
from loops_tenants.scope import connection

REMOVED = "[removed]"


class Erasing(Query):
    """`texts`: what the user wrote is kept, without a name, or removed too."""

    texts: Literal["keep", "remove"] = "keep"


class VoteOfUser(TypedDict):
    """`via`: the duplicate that it came through."""

    post_id: UUID
    verified: bool
    via: UUID | None
    created_at: datetime


class UserJson(TypedDict):
    """All that is held: what they wrote, what they voted for, and how many events of the last 90 days name them.

    `taken_back`: the posts where they took a vote back that had come through a duplicate.
    """

    external_user_id: str
    posts: list[PostJson]
    comments: list[CommentJson]
    votes: list[VoteOfUser]
    taken_back: list[UUID]
    events: int


class ErasedJson(TypedDict):
    """How many rows have forgotten them."""

    posts: int
    comments: int
    votes: int
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


async def erase(tenant: Tenant, user: str, erasing: Erasing, *, by: Actor) -> ErasedJson:
    """The votes stay, and count; whose they were is known no more. Nor is it in events, which replays send, in what
    endpoints answered, in histories and in the audit log."""
    await held(tenant, user)
    await connection().execute(LOCK, tenant.id, user)
    posts = [id for (id,) in await connection().fetch(POSTS, tenant.id, user)]
    comments = await connection().fetch(COMMENTS, tenant.id, user)
    gone = await connection().fetch(GONE, tenant.id, user, quoted(user))
    written = {*posts, *(id for id, _ in comments), *(id for id, _ in gone)}
    about = {*posts, *(post_id for _, post_id in (*comments, *gone))}
    if erasing.texts == "remove":
        for id in posts:
            await (await Post.locked(tenant, id)).change(tenant, {"title": REMOVED, "description": None}, by=by)
        await connection().execute(REMOVE_COMMENTS, tenant.id, user, REMOVED)
        await history.forget_texts(tenant, written)
    names = {user, *(name for (name,) in await connection().fetch(BEFORE, tenant.id, list(written), list(about)))}
    for statement in FORGET:
        await connection().execute(statement, tenant.id, user)
    for statement in FORGET_ACTS:
        for name in names:
            await connection().execute(statement, tenant.id, name)
    votes = await connection().fetchval(FORGET_VOTES, tenant.id, user)
    blank = Blank(names, about, written if erasing.texts == "remove" else set(), REMOVED)
    named = sorted({form for name in names for form in quoted(name)})
    events = await blank_events(tenant, blank, named)
    await blank_answers(tenant, blank, [*named, *(f'"id":"{id}"' for id in written)], events)
    return {"posts": len(posts), "comments": len(comments), "votes": votes, "events": len(events)}


def quoted(user: str) -> list[str]:
    """As JSON has it, and as PostgreSQL's does where that differs; of a person who signed in the bare id too."""
    names = {orjson.dumps(name).decode() for name in (user, user.removeprefix(PERSON))}
    return sorted(names | {name.replace("\x7f", "\\u007f") for name in names})


PATIENTLY = "SET LOCAL statement_timeout = '60s'"
# Whoever merges one of these waits, and copies no vote that is being forgotten.
LOCK = """
SELECT FROM posts p WHERE p.tenant_id = $1 AND p.id IN (
    SELECT id FROM posts WHERE tenant_id = $1 AND external_user_id = $2
    UNION SELECT post_id FROM votes WHERE tenant_id = $1 AND voter = 'user:' || $2)
ORDER BY p.id FOR NO KEY UPDATE"""
POSTS = "SELECT id FROM posts WHERE tenant_id = $1 AND external_user_id = $2 ORDER BY id"
COMMENTS = "SELECT id, post_id FROM comments WHERE tenant_id = $1 AND external_user_id = $2 ORDER BY id FOR UPDATE"
# What they wrote and is deleted, as long as events tell of it: its id, and its post's.
GONE = """
WITH told AS (
    SELECT DISTINCT (body::json #>> ARRAY[part, 'id'])::uuid AS id, post_id
    FROM events, unnest(ARRAY['post', 'comment']) AS part
    WHERE tenant_id = $1 AND EXISTS (SELECT FROM unnest($3::text[]) AS name WHERE strpos(body, name) > 0)
        AND body::json #>> ARRAY[part, 'external_user_id'] = $2
)
SELECT told.id, told.post_id FROM told
WHERE NOT EXISTS (SELECT FROM posts p WHERE p.tenant_id = $1 AND p.id = told.id)
    AND NOT EXISTS (SELECT FROM comments c WHERE c.tenant_id = $1 AND c.id = told.id)"""
# The ids under which they wrote what became theirs (see joining.py).
BEFORE = """
SELECT DISTINCT body::json #>> ARRAY[part, 'external_user_id'] AS name
FROM events, unnest(ARRAY['post', 'comment']) AS part
WHERE tenant_id = $1 AND post_id = ANY ($3::uuid[]) AND (body::json #>> ARRAY[part, 'id'])::uuid = ANY ($2::uuid[])
    AND body::json #>> ARRAY[part, 'external_user_id'] IS NOT NULL"""
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
), noted AS (
    SELECT count(*) AS n FROM post_history
    WHERE tenant_id = $1 AND actor ->> 'id' IN ($4, substr($4, length('person:') + 1))
        AND CASE actor ->> 'type' WHEN 'user' THEN '' WHEN 'person' THEN 'person:' END || (actor ->> 'id') = $4
)
SELECT to_json(found)::text
FROM (SELECT $4::text AS external_user_id, posts, comments, votes, taken_back, told.n AS events
      FROM written, said, voted, marked, told, noted
      WHERE written.n + said.n + voted.n + marked.n + told.n + noted.n > 0) AS found"""

# One name that nobody knows, for all: a vote and its copies through duplicates stay one voter's.
FORGET_VOTES = """
WITH nobody AS MATERIALIZED (
    SELECT 'erased:' || loops_uuid7() AS voter
), marks AS (
    UPDATE vote_marks SET voter = (SELECT voter FROM nobody) WHERE tenant_id = $1 AND voter = 'user:' || $2
), gone AS (
    UPDATE votes SET external_user_id = NULL, voter = (SELECT voter FROM nobody)
    WHERE tenant_id = $1 AND voter = 'user:' || $2 RETURNING id
) SELECT count(*)::int FROM gone"""
REMOVE_COMMENTS = "UPDATE comments SET body = $3 WHERE tenant_id = $1 AND external_user_id = $2"
FORGET_ACTOR = """
UPDATE {table} SET {actor} = {actor} || '{{"id": null, "name": null}}'
WHERE tenant_id = $1 AND {actor} ->> 'type' = 'user' AND {actor} ->> 'id' = $2"""
# A team's own acts stay in the audit log, whoever of them asks: it would be no log else.
FORGET_PERSON = """
UPDATE post_history SET actor = actor || '{"id": null, "name": null}'
WHERE tenant_id = $1 AND actor ->> 'type' = 'person' AND 'person:' || (actor ->> 'id') = $2"""
FORGET = (
    "UPDATE posts SET external_user_id = NULL, author_verified = false WHERE tenant_id = $1 AND external_user_id = $2",
    """UPDATE comments SET external_user_id = NULL, author_verified = false, author_name = NULL
    WHERE tenant_id = $1 AND external_user_id = $2""",
)
FORGET_ACTS = (
    FORGET_PERSON,
    *(FORGET_ACTOR.format(table=table, actor="actor") for table in ("post_history", "audit_log")),
    *(FORGET_ACTOR.format(table=table, actor="created_by") for table in ("api_keys", "invites", "replays")),
)
