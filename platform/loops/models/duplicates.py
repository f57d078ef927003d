"""The posts that were merged into another."""

from uuid import UUID

import orjson
from typing_extensions import TypedDict

from loops_tenants.models import Tenant
from loops_tenants.scope import read

SHOWN = 50


class Duplicate(TypedDict):
    id: UUID
    title: str


async def of(tenant: Tenant, id: UUID) -> list[Duplicate]:
    """Of one that was let through, oldest first."""
    found = await read(tenant.id, DUPLICATES, id, SHOWN)
    assert found  # an aggregate always is a row
    merged: list[Duplicate] = orjson.loads(found[0])
    return merged


DUPLICATES = """
SELECT coalesce(json_agg(json_build_object('id', d.id, 'title', d.title) ORDER BY d.id), '[]') FROM (
    SELECT p.id, p.title FROM posts p
    WHERE p.tenant_id = scope.tenant_id AND p.merged_into = $2 AND NOT p.held ORDER BY p.id LIMIT $3
) AS d"""
