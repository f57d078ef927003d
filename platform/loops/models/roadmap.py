"""The roadmap: what is under way, and how far, most wanted first."""

from typing import Any

import orjson

from loops.models.shown import voted_by
from loops_tenants.access import Actor
from loops_tenants.models import Tenant
from loops_tenants.scope import Asked, read

SHOWN = 20  # posts of a status


async def roadmap(tenant: Tenant, *, by: Actor) -> dict[str, list[dict[str, Any]]]:
    """The posts of each status that is on the road: `{id, title, tag, votes, voted, url}`, as `by` sees them."""
    asked = columns(tenant, by=by)
    found = await read(tenant.id, asked.sql, *asked.values)
    assert found  # an aggregate always is a row
    told: dict[str, list[dict[str, Any]]] = orjson.loads(found[0])
    return told


def columns(tenant: Tenant, *, by: Actor) -> Asked:
    """All statuses but what is new, and what was declined."""
    return Asked(ROADMAP.format(voted=voted_by(by), limit=SHOWN), (tenant.home, by.voter))


# The limit is in the words: with one that is not known PostgreSQL takes a plan for any for dear, and plans each anew.
ROADMAP = """
SELECT coalesce(json_object_agg(s.key, of_status.posts ORDER BY s.position, s.id), '{{}}')
FROM statuses s, LATERAL (
    SELECT coalesce(json_agg(post ORDER BY votes DESC, id DESC), '[]') AS posts FROM (
        SELECT p.votes, p.id, (SELECT to_json(shown) FROM (
            SELECT p.id, p.title, p.tag, p.votes, {voted} AS voted, $2::text || '/posts/' || p.id AS url
        ) AS shown) AS post
        FROM posts p
        WHERE p.tenant_id = scope.tenant_id AND p.status = s.key AND p.merged_into IS NULL AND NOT p.held
        ORDER BY p.votes DESC, p.id DESC LIMIT {limit}
    ) AS most_wanted
) AS of_status
WHERE s.tenant_id = scope.tenant_id AND s.key NOT IN ('open', 'closed')"""
