"""What somebody did on a board, for their own eyes: the posts that are theirs, and those that they voted for."""

from typing import Literal, NamedTuple
from uuid import UUID

import orjson

from loops.models.authorship import own
from loops.models.pagination import after, cursor_of
from loops.models.shown import PostJson, shown_to
from loops_tenants.access import Actor
from loops_tenants.models import Tenant
from loops_tenants.scope import read

What = Literal["posts", "votes"]


class Activity(NamedTuple):
    """The newest first: of posts when they were written, of votes when they were given."""

    posts: list[PostJson]
    next_cursor: str | None


async def activity(tenant: Tenant, what: What, *, by: Actor, cursor: str | None, limit: int) -> Activity:
    """Held and merged posts are their author's still; what is voted for is where the votes went."""
    sql = PAGE.format(found=FOUND[what].format(shown=shown_to(by), more=limit + 1))
    row = await read(tenant.id, sql, tenant.home, by.voter, by.external_user_id, by.trusted, after(cursor))
    assert row  # an aggregate always is one
    found = orjson.loads(row[0])
    last = cursor_of(UUID(found[limit - 1]["place"])) if len(found) > limit else None
    return Activity([one["post"] for one in found[:limit]], last)


# $2 is the tenant's home, $3 the voter, $4 the user, $5 whether that is proved, $6 the place of the last one seen.
WRITTEN = f"""
    SELECT p.id AS place, {{shown}} AS post FROM posts p
    WHERE p.tenant_id = scope.tenant_id AND {own("p", "$4", "$5")} AND ($6::uuid IS NULL OR p.id < $6)
    ORDER BY p.id DESC LIMIT {{more}}"""
# Of a claim and a proof of one id, the proof.
VOTED_FOR = """
    SELECT v.id AS place, {shown} AS post FROM votes v
    JOIN posts p ON p.tenant_id = v.tenant_id AND p.id = v.post_id AND p.merged_into IS NULL AND NOT p.held
    WHERE v.tenant_id = scope.tenant_id AND v.voter = $3 AND ($6::uuid IS NULL OR v.id < $6)
        AND (v.verified OR $5::bool) AND $4::text IS NOT NULL
        AND (v.verified OR NOT EXISTS (SELECT FROM votes proved WHERE proved.tenant_id = v.tenant_id
            AND proved.post_id = v.post_id AND proved.voter = v.voter AND proved.verified))
    ORDER BY v.id DESC LIMIT {more}"""
FOUND = {"posts": WRITTEN, "votes": VOTED_FOR}
PAGE = "SELECT coalesce(json_agg(found), '[]') FROM ({found}) AS found"
