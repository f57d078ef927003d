"""Who voted for a post, as its team sees it."""

from datetime import datetime
from uuid import UUID

from typing_extensions import TypedDict

from loops.models.pagination import Paged, after, cursor_of
from loops.models.post import PostNotFound
from loops_tenants.models import Tenant
from loops_tenants.scope import read


class ListVoters(Paged):
    pass


class VoterJson(TypedDict):
    """`verified`: by a secret key or a signed token, and not only claimed. `via`: the duplicate it came through."""

    external_user_id: str | None
    verified: bool
    via: UUID | None
    created_at: datetime


class VoterPage(TypedDict):
    votes: list[VoterJson]
    next_cursor: str | None


async def page_of_voters(tenant: Tenant, post_id: UUID, query: ListVoters) -> str:
    """JSON text, shaped like VoterPage."""
    found = await read(tenant.id, VOTERS, post_id, query.limit, after(query.cursor))
    if found is None:
        raise PostNotFound
    voters, last = found
    cursor = f'"{cursor_of(last)}"' if last else "null"
    return f'{{"votes":{voters},"next_cursor":{cursor}}}'


VOTERS = """
SELECT voters.* FROM posts p, LATERAL (
    SELECT coalesce(json_agg(vote) FILTER (WHERE place <= $3), '[]'),
        CASE WHEN count(*) > $3 THEN (array_agg(id))[$3] END
    FROM (
        SELECT row_number() OVER () AS place, v.id,
            (SELECT to_json(s) FROM (SELECT v.external_user_id, v.verified, v.via, v.created_at) AS s) AS vote
        FROM votes v
        WHERE v.tenant_id = p.tenant_id AND v.post_id = p.id AND ($4::uuid IS NULL OR v.id < $4)
        ORDER BY v.id DESC LIMIT $3 + 1
    ) AS listed
) AS voters
WHERE p.tenant_id = scope.tenant_id AND p.id = $2"""
