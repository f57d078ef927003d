"""That an entry of the changelog was published: an event about no post, owed to every webhook that asks for it."""

from uuid import UUID

from loops.answers import as_text
from loops.models.changelog_shown import TO_TEAM
from loops.models.event import WANTS
from loops_tenants.access import Actor
from loops_tenants.models import Tenant
from loops_tenants.scope import connection


async def announce(tenant: Tenant, entry_id: UUID, by: Actor) -> None:
    """Write the event and its deliveries, in the open transaction."""
    actor = as_text(by.as_json())
    await connection().execute(ANNOUNCE, tenant.id, tenant.home, entry_id, tenant.slug, actor)


# With the fields of all events (see event.py), in their order.
ANNOUNCE = f"""
WITH made AS MATERIALIZED (
    SELECT loops_uuid7() AS id, loops_now() AS at
), event AS (
    INSERT INTO events (id, tenant_id, name, created_at, body)
    SELECT made.id, $1, 'changelog.published', made.at, to_json(shown)::text
    FROM made, changelog_entries c, LATERAL (
        SELECT 'changelog.published' AS event, made.id, made.at AS timestamp, NULL::bigint AS sequence,
            $4::text AS tenant, NULL::json AS post, {TO_TEAM} AS changelog, $5::json AS actor
    ) AS shown
    WHERE c.tenant_id = $1 AND c.id = $3
    RETURNING id
)
INSERT INTO deliveries (tenant_id, event_id, target_id)
SELECT $1, event.id, w.id
FROM event, webhooks w,
    (SELECT 'changelog.published' AS name, NULL::text AS status, NULL::text AS tag) AS about
WHERE w.tenant_id = $1 AND w.disabled_at IS NULL AND {WANTS}"""
