"""Posts that wait for the team: who sees one meanwhile, and the list of them."""

from typing_extensions import TypedDict

from loops.models.pagination import Paged, after, cursor_of
from loops.models.shown import PostJson, shown_to
from loops_tenants.access import Actor
from loops_tenants.models import Tenant
from loops_tenants.scope import read


class ListHeld(Paged):
    pass


class HeldPage(TypedDict):
    posts: list[PostJson]
    next_cursor: str | None


def seen_by(actor: Actor) -> str:
    """The condition that somebody may see `posts p`: a claim shows what was claimed. $3 is the voter (see shown.py)."""
    if actor.team:
        return "true"
    if actor.voter is None:
        return "NOT p.held"
    claimed = "" if actor.trusted else "AND NOT p.author_verified"
    return f"(NOT p.held OR ('user:' || p.external_user_id = $3 {claimed}))"


async def page_of_held(tenant: Tenant, query: ListHeld, *, by: Actor) -> str:
    """JSON text, shaped like HeldPage; the newest first."""
    sql = HELD.format(shown=shown_to(by))
    found = await read(tenant.id, sql, tenant.home, by.voter, query.limit, after(query.cursor))
    assert found  # an aggregate always is a row
    posts, last = found
    cursor = f'"{cursor_of(last)}"' if last else "null"
    return f'{{"posts":{posts},"next_cursor":{cursor}}}'


HELD = """
SELECT coalesce(json_agg(post) FILTER (WHERE place <= $4), '[]'),
    CASE WHEN count(*) > $4 THEN (array_agg(id))[$4] END
FROM (
    SELECT row_number() OVER () AS place, p.id, {shown} AS post FROM (
        SELECT * FROM posts p WHERE p.tenant_id = scope.tenant_id AND p.held AND ($5::uuid IS NULL OR p.id < $5)
        ORDER BY p.id DESC LIMIT $4 + 1
    ) AS p
) AS listed"""
