"""The event spine: whatever happened, and to whom it is owed, in the transaction that made it happen."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from tortoise import fields
from tortoise.fields.db_defaults import SqlDefault
from tortoise.models import Model

from loops.answers import as_text
from loops.models.shown import TO_TEAM
from loops_tenants.access import Actor
from loops_tenants.ids import born_at, row_id
from loops_tenants.models import Tenant
from loops_tenants.scope import connection

EventName = Literal[
    "post.created",
    "post.updated",
    "post.status_changed",
    "post.deleted",
    "post.merged",
    "vote.created",
    "vote.deleted",
    "comment.created",
    "comment.deleted",
    "changelog.published",
    "endpoint.disabled",
    "ping",
]


class Event(Model):
    """Something that happened. `body` is what webhooks are sent, to the byte; `sequence` the post's version after it.

    `ordinal` is taken while the post's row is locked, so it follows `sequence`; from it, after the commit, comes
    `position`: the tenant's own numbering, without gaps.
    """

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    name = fields.CharField(max_length=60)
    post_id: UUID | None = fields.UUIDField(null=True)
    sequence: int | None = fields.BigIntField(null=True)
    body = fields.TextField()
    ordinal = fields.BigIntField(db_default=SqlDefault("nextval('event_ordinals')"))
    position: int | None = fields.BigIntField(null=True)
    created_at: datetime = born_at()

    class Meta:
        table = "events"
        unique_together = (("tenant_id", "position"),)

    @classmethod
    async def record(
        cls, name: EventName, tenant: Tenant, post_id: UUID, by: Actor, *, back: int = 0, **more: object
    ) -> None:
        """Write the event, its line in the post's history and its deliveries, in the open transaction.

        `more` goes into the body before `actor`: `changes`, `vote` or `comment`. `back`: how many more events there
        are of the UPDATE that raised the post's version.
        """
        rest = as_text({**more, "actor": by.as_json()})
        await connection().execute(RECORD, tenant.id, tenant.home, None, post_id, name, back, tenant.slug, rest)


# Whether an endpoint, `webhooks w`, asks for an event, which is `about (name, status, tag)`: its name, and its post's
# status and tag as its body shows them (`body::json #>> '{post,status}'`). Without a status it is about no post, and
# passes what asks for some.
WANTS = """(
    (w.events = '{}' OR about.name = ANY (w.events))
    AND (about.status IS NULL OR (
        (w.statuses = '{}' OR about.status = ANY (w.statuses)) AND (w.tags = '{}' OR about.tag = ANY (w.tags)))))"""

# $3 is the voter that TO_TEAM asks for: nobody.
RECORD = f"""
WITH made AS MATERIALIZED (
    SELECT loops_uuid7() AS id, loops_now() AS at
), event AS (
    INSERT INTO events (id, tenant_id, name, post_id, sequence, created_at, body)
    SELECT made.id, $1, $5, p.id, p.version - $6, made.at, left(to_json(shown)::text, -1) || ',' || substr($8, 2)
    FROM made, posts p, LATERAL (
        SELECT $5::text AS event, made.id, made.at AS timestamp, p.version - $6 AS sequence, $7::text AS tenant,
            {TO_TEAM} AS post
    ) AS shown
    WHERE p.tenant_id = $1 AND p.id = $4
    RETURNING id
), line AS (
    INSERT INTO post_history (tenant_id, post_id, event, changes, actor, created_at)
    SELECT $1, $4, $5, $8::jsonb -> 'changes', $8::jsonb -> 'actor', made.at FROM made WHERE $5 LIKE 'post.%'
)
INSERT INTO deliveries (tenant_id, event_id, target_id)
SELECT $1, event.id, w.id
FROM event, webhooks w,
    (SELECT $5::text AS name, p.status, p.tag FROM posts p WHERE p.tenant_id = $1 AND p.id = $4) AS about
WHERE w.tenant_id = $1 AND w.disabled_at IS NULL AND {WANTS}"""
