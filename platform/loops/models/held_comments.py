"""The comments that wait for the team, on whichever posts."""

from uuid import UUID

from loops.models.comment_shown import TO_TEAM
from loops.models.held import ListHeld
from loops.models.pagination import after, cursor_of
from loops_tenants.models import Tenant
from loops_tenants.scope import read

LAST = UUID(int=2**128 - 1)


async def page_of_held_comments(tenant: Tenant, query: ListHeld) -> str:
    """JSON text, shaped like CommentPage; the newest first."""
    sql = HELD.format(limit=query.limit, more=query.limit + 1)
    found = await read(tenant.id, sql, after(query.cursor) or LAST)
    assert found  # an aggregate always is a row
    comments, last = found
    cursor = f'"{cursor_of(last)}"' if last else "null"
    return f'{{"comments":{comments},"next_cursor":{cursor}}}'


HELD = f"""
SELECT coalesce(json_agg(comment ORDER BY id DESC) FILTER (WHERE place <= {{limit}}), '[]'),
    CASE WHEN count(*) > {{limit}} THEN (array_agg(id ORDER BY id DESC))[{{limit}}] END
FROM (
    SELECT row_number() OVER (ORDER BY c.id DESC) AS place, c.id, {TO_TEAM} AS comment FROM (
        SELECT * FROM comments c WHERE c.tenant_id = scope.tenant_id AND c.held AND c.id < $2
        ORDER BY c.id DESC LIMIT {{more}}
    ) AS c
) AS listed"""
