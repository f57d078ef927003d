"""A post's history: who changed what, from what to what. It stays when events have gone."""

from collections.abc import Collection
from datetime import datetime
from typing import Literal
from uuid import UUID

from tortoise import fields
from tortoise.models import Model
from typing_extensions import TypedDict

from loops_tenants.ids import born_at, row_id
from loops_tenants.models import Tenant
from loops_tenants.scope import Asked, connection, read

MOST = 100  # lines that are shown, the newest


class PostHistory(Model):
    """Written by `Event.record`, with every event whose name begins with `post.`; it outlives its post."""

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    post_id: UUID = fields.UUIDField()
    event = fields.CharField(max_length=60)
    changes: dict[str, object] | None = fields.JSONField(null=True)
    actor: dict[str, str | None] = fields.JSONField()
    created_at: datetime = born_at()

    class Meta:
        table = "post_history"
        indexes = (("tenant_id", "post_id", "id"),)


class Turn(TypedDict):
    """A status that a post was given, `by` the team or through a plugin, whose name is in `through`."""

    status: str
    by: Literal["team", "plugin"]
    through: str | None
    at: str


def turns(post_id: UUID) -> Asked:
    """What became of a post, oldest first (a list of Turn), as everybody may know it: no person is named."""
    return Asked(TURNS, (post_id,))


async def was_deleted(tenant: Tenant, post_id: UUID) -> bool:
    return await read(tenant.id, DELETED, post_id) is not None


async def forget_texts(tenant: Tenant, posts: Collection[UUID]) -> None:
    """What these posts said before it was changed; that it was, stays."""
    await connection().execute(FORGET_TEXTS, tenant.id, list(posts))


TURNS = f"""
SELECT coalesce(json_agg(json_build_object(
    'status', h.changes -> 'status' ->> 'to',
    'by', CASE WHEN h.actor ->> 'type' = 'plugin' THEN 'plugin' ELSE 'team' END,
    'through', CASE WHEN h.actor ->> 'type' = 'plugin' THEN h.actor ->> 'name' END,
    'at', h.created_at) ORDER BY h.id), '[]')
FROM (
    SELECT * FROM post_history h
    WHERE h.tenant_id = scope.tenant_id AND h.post_id = $2 AND h.event = 'post.status_changed'
    ORDER BY h.id DESC LIMIT {MOST}
) AS h"""
DELETED = """
SELECT FROM post_history h
WHERE h.tenant_id = scope.tenant_id AND h.post_id = $2 AND h.event = 'post.deleted' LIMIT 1"""
FORGET_TEXTS = """
UPDATE post_history SET changes = nullif(changes - '{title, description}'::text[], '{}')
WHERE tenant_id = $1 AND post_id = ANY ($2::uuid[])"""
