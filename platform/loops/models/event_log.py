"""A tenant's own log: its events, in the order of their positions, which never changes."""

from datetime import datetime
from typing import Annotated, Any, NotRequired
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from loops.models.changelog_shapes import EntryJson
from loops.models.event import EventName
from loops.models.pagination import Limit
from loops.models.query import Query
from loops.models.shown import PostJson
from loops_tenants.models import Tenant
from loops_tenants.scope import read

KEPT = "90 days"


class ListEvents(Query):
    """`cursor`: a `next_cursor`, or the `position` of the event after which to go on."""

    limit: Limit = 50
    cursor: Annotated[int, Field(ge=0, lt=2**63)] = 0
    event: EventName | None = None


class VoteOfEvent(TypedDict):
    external_user_id: str | None
    verified: bool
    created_at: datetime


class CommentOfEvent(TypedDict):
    id: UUID
    body: str
    external_user_id: str | None
    created_at: datetime


class ActorJson(TypedDict):
    """`type`: key, person, plugin, user (a visitor for whom a call spoke) or system."""

    type: str
    id: str | None
    name: str | None


class EventJson(TypedDict):
    """What webhooks are sent, and its `position`. `sequence` counts the post's events; null where there is no post."""

    event: str
    id: UUID
    timestamp: datetime
    sequence: int | None
    tenant: str
    post: PostJson | None
    changes: NotRequired[dict[str, Any]]
    vote: NotRequired[VoteOfEvent]
    comment: NotRequired[CommentOfEvent]
    changelog: NotRequired[EntryJson]
    actor: ActorJson
    position: int


class EventPage(TypedDict):
    events: list[EventJson]
    next_cursor: str | None


async def page_of_events(tenant: Tenant, query: ListEvents) -> str:
    """JSON text, shaped like EventPage."""
    named, name = ("AND e.name = $3", [query.event]) if query.event else ("", [])
    sql = EVENTS.format(named=named, limit=query.limit, more=query.limit + 1)
    found = await read(tenant.id, sql, query.cursor, *name)
    assert found  # an aggregate always is a row
    events, last = found
    cursor = f'"{last}"' if last else "null"
    return f'{{"events":[{events}],"next_cursor":{cursor}}}'


# The bodies as they were sent, to the byte. The limit is in the text: a plan that does not know it may read all.
EVENTS = f"""
SELECT
    coalesce(string_agg(left(body, -1) || ',"position":' || position || '}}}}', ',' ORDER BY position)
        FILTER (WHERE place <= {{limit}}), '') AS events,
    CASE WHEN count(*) > {{limit}} THEN max(position) FILTER (WHERE place <= {{limit}}) END AS last
FROM (
    SELECT row_number() OVER () AS place, e.* FROM (
        SELECT e.position, e.body FROM events e
        WHERE e.tenant_id = scope.tenant_id AND e.position > $2 {{named}}
            AND e.created_at > loops_now() - interval '{KEPT}'
        ORDER BY e.position LIMIT {{more}}
    ) AS e
) AS page"""
