"""A user forgotten: taken out of all that is held and told of them, with or without what they wrote."""

from typing import Literal

from typing_extensions import TypedDict

from loops.models import history
from loops.models.blanking import Blank, blank_answers, blank_events
from loops.models.post import Post
from loops.models.query import Query
from loops.models.user import held, quoted
from loops_tenants.access import Actor
from loops_tenants.models import Tenant
from loops_tenants.scope import connection

REMOVED = "[removed]"


class Erasing(Query):
    """`texts`: what the user wrote is kept, without a name, or removed too."""

    texts: Literal["keep", "remove"] = "keep"


class ErasedJson(TypedDict):
    """How many rows have forgotten them."""

    posts: int
    comments: int
    votes: int
    events: int


async def erase(tenant: Tenant, user: str, erasing: Erasing, *, by: Actor) -> ErasedJson:
    """The votes stay, and count; whose they were is known no more. Nor is it in events, which replays send, in what
    endpoints answered, in histories and in the audit log. An account of this board's own goes, unless it is a member's.
    """
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
    """DELETE FROM persons p WHERE tenant_id = $1 AND 'person:' || id = $2
    AND NOT EXISTS (SELECT FROM memberships m WHERE m.tenant_id = $1 AND m.person_id = p.id)""",
    "UPDATE posts SET external_user_id = NULL, author_verified = false WHERE tenant_id = $1 AND external_user_id = $2",
    """UPDATE comments SET external_user_id = NULL, author_verified = false, author_name = NULL
    WHERE tenant_id = $1 AND external_user_id = $2""",
)
FORGET_ACTS = (
    FORGET_PERSON,
    *(FORGET_ACTOR.format(table=table, actor="actor") for table in ("post_history", "audit_log")),
    *(FORGET_ACTOR.format(table=table, actor="created_by") for table in ("api_keys", "invites", "replays")),
)
