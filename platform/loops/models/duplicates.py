"""The posts that were merged into another."""

from uuid import UUID

from typing_extensions import TypedDict

from loops_tenants.scope import Asked

SHOWN = 50


class Duplicate(TypedDict):
    id: UUID
    title: str


def of(id: UUID) -> Asked:
    """Those that were let through, oldest first: a list of Duplicate."""
    return Asked(DUPLICATES, (id,))


DUPLICATES = f"""
SELECT coalesce(json_agg(json_build_object('id', d.id, 'title', d.title) ORDER BY d.id), '[]') FROM (
    SELECT p.id, p.title FROM posts p
    WHERE p.tenant_id = scope.tenant_id AND p.merged_into = $2 AND NOT p.held ORDER BY p.id LIMIT {SHOWN}
) AS d"""
