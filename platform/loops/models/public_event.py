"""Events as anybody may know them who may read the board: the stream's source, read by `position` alone."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from loops.models.erasure import REMOVED
from loops.models.event import EventName
from loops.models.shown import PostJson
from loops_tenants.models import Tenant
from loops_tenants.scope import connection, read, system_transaction
from loops_tenants.standing import HOLDING, Standing

MOST = 100  # events of a tenant that are read at once
PUBLIC: tuple[EventName, ...] = (
    "post.created",
    "post.updated",
    "post.status_changed",
    "post.deleted",
    "post.merged",
    "vote.created",
    "vote.deleted",
    "comment.created",
)
# What is not named here is not shown, whatever else a body comes to have. Nothing says who it was.
FIELDS = ("event", "id", "timestamp", "sequence", "tenant", "post", "changes", "vote", "comment")
PARTS = {
    "post": [name for name in PostJson.__annotations__ if name != "external_user_id"],
    "vote": ["verified", "created_at"],
    "comment": ["id", "post_id", "body", "created_at"],
}


class Told(NamedTuple):
    """An event of the stream, as it is sent; `text` is None of one that is not public."""

    position: int
    text: bytes | None


class Seen(NamedTuple):
    """What a look found: the events of each tenant, in their order, and who of those asked about still stands."""

    events: Mapping[UUID, list[Told]]
    standing: frozenset[Standing]


async def look(since: Mapping[UUID, int], listening: Collection[Standing]) -> Seen:
    """What has happened at these tenants after these positions, MOST of each: one query for all of them."""
    ids = {kind: [one.id for one in listening if one.kind == kind] for kind in ("tenant", "key", "session")}
    async with system_transaction():
        rows = await connection().fetch(LOOK, *ids.values(), [*since], [*since.values()], PUBLIC)
    events: dict[UUID, list[Told]] = {id: [] for id in since}
    for row in rows:
        if row["kind"] == "event":
            events[row["id"]].append(told(row["position"], row["says"]))
    standing = frozenset(Standing(row["kind"], row["id"], row["says"]) for row in rows if row["kind"] != "event")
    return Seen(events, standing)


async def newest(tenant: Tenant) -> int:
    """The position of the tenant's newest event; 0 before the first."""
    found = await read(tenant.id, NEWEST)
    return found[0] if found else 0


async def following(tenant: Tenant, position: int) -> list[Told]:
    """The MOST public events after this one, in their order: what they say of posts and comments is what is so now."""
    found = await read(tenant.id, FOLLOWING, position, PUBLIC)
    assert found  # an aggregate always is a row
    events = zip(found["positions"] or (), found["bodies"] or (), found["texts"] or (), strict=True)
    return [told(position, body, orjson.loads(texts)) for position, body, texts in events]


def told(position: int, body: str | None, texts: Mapping[str, Any] | None = None) -> Told:
    """In the form of the event stream (HTML Living Standard, 9.2.6); JSON has no line ends of its own. `texts`: those
    that its post and comment have by now, null where they are gone."""
    event = public(orjson.loads(body)) if body else None
    if event and texts:
        event = as_it_is(event, texts)
    if event is None:
        return Told(position, None)
    head = f"id: {position}\nevent: {event['event']}\ndata: ".encode()
    return Told(position, head + orjson.dumps(event) + b"\n\n")


def public(event: Mapping[str, Any]) -> dict[str, Any] | None:
    """What may be known of it; None where nothing may."""
    if any(hidden(event.get(part) or {}) for part in PARTS):
        return None
    shown = {name: event[name] for name in FIELDS if name in event}
    return shown | {name: only(PARTS[name], shown[name]) for name in PARTS if shown.get(name)}


def as_it_is(event: dict[str, Any], texts: Mapping[str, Any]) -> dict[str, Any] | None:
    """Told again, an event shows nobody what was taken away or written anew meanwhile."""
    gone = texts["post"] is None
    if (gone and event["event"] != "post.deleted") or ("comment" in event and texts["comment"] is None):
        return None
    event["post"] |= {"title": REMOVED, "description": None} if gone else texts["post"]
    for name in {"title", "description"} & event.get("changes", {}).keys():
        event["changes"][name] = {"from": None, "to": None}
    if "comment" in event:
        event["comment"]["body"] = texts["comment"]
    return event


def hidden(part: Mapping[str, Any]) -> bool:
    return bool(part.get("held") or part.get("internal"))


def only(names: Iterable[str], part: Mapping[str, Any]) -> dict[str, Any]:
    return {name: part[name] for name in names if name in part}


# Positions are read past of those too that nobody is shown, and nothing else of them.
LOOK = f"""
SELECT kind, id, NULL::bigint AS position, says FROM ({HOLDING}) AS holding
UNION ALL
SELECT 'event', since.tenant_id, e.position, CASE WHEN e.name = ANY ($6::text[]) THEN e.body END
FROM unnest($4::uuid[], $5::bigint[]) AS since (tenant_id, position), LATERAL (
    SELECT e.position, e.name, e.body FROM events e
    WHERE e.tenant_id = since.tenant_id AND e.position > since.position ORDER BY e.position LIMIT {MOST}
) AS e
ORDER BY position"""
NEWEST = "SELECT c.position FROM event_counters c WHERE c.tenant_id = scope.tenant_id"
FOLLOWING = f"""
SELECT array_agg(e.position ORDER BY e.position) AS positions, array_agg(e.body ORDER BY e.position) AS bodies,
    array_agg(json_build_object('post', post, 'comment', comment)::text ORDER BY e.position) AS texts
FROM (
    SELECT e.position, e.body, (
        SELECT json_build_object('title', p.title, 'description', p.description) FROM posts p
        WHERE p.tenant_id = e.tenant_id AND p.id = e.post_id
    ) AS post, (
        SELECT c.body FROM comments c
        WHERE c.tenant_id = e.tenant_id AND c.id = (e.body::json -> 'comment' ->> 'id')::uuid
    ) AS comment
    FROM events e
    WHERE e.tenant_id = scope.tenant_id AND e.position > $2 AND e.name = ANY ($3::text[])
    ORDER BY e.position LIMIT {MOST}
) AS e"""
