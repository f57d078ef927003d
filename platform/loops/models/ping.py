"""A ping: an event that says only that one webhook can be reached."""

from uuid import UUID

from loops.answers import as_text
from loops.models.webhook import Webhook
from loops_tenants.access import Actor
from loops_tenants.models import Tenant
from loops_tenants.scope import connection


async def ping(tenant: Tenant, webhook: Webhook, *, by: Actor) -> UUID:
    """Records it, in the open transaction, with one delivery: to this webhook, whatever that asks for. Its id."""
    webhook.demand_service()
    rest = as_text({"actor": by.as_json()})
    delivery: UUID = await connection().fetchval(RECORD, tenant.id, tenant.slug, rest, webhook.id)
    return delivery


# With the fields of all events (see event.py), in their order.
RECORD = """
WITH made AS MATERIALIZED (
    SELECT loops_uuid7() AS id, loops_now() AS at
), event AS (
    INSERT INTO events (id, tenant_id, name, created_at, body)
    SELECT made.id, $1, 'ping', made.at, left(to_json(shown)::text, -1) || ',' || substr($3, 2)
    FROM made, LATERAL (
        SELECT 'ping'::text AS event, made.id, made.at AS timestamp, NULL::bigint AS sequence, $2::text AS tenant,
            NULL::json AS post
    ) AS shown
    RETURNING id
)
INSERT INTO deliveries (tenant_id, event_id, target_id) SELECT $1, event.id, $4 FROM event RETURNING id"""
