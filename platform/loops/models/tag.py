"""Tags: a word that a post carries. They come into being with the first post that has one."""

from json import loads

from typing_extensions import TypedDict

from loops_tenants.access import Actor
from loops_tenants.models import Tenant
from loops_tenants.scope import connection, read

MOST = 500  # tags that publishable keys may bring into being


class TagJson(TypedDict):
    """`posts` counts those that are listed."""

    tag: str
    posts: int


async def used_tags(tenant: Tenant) -> list[TagJson]:
    """Most used first, equals by name, 200 at most."""
    found = await read(tenant.id, USED)
    tags: list[TagJson] = loads(found[0]) if found else []
    return tags


async def welcome(tenant: Tenant, tag: str | None, *, by: Actor) -> str | None:
    """The tag, or none where it would be one too many: anybody may hold a publishable key."""
    if tag is None or by.team:
        return tag
    return tag if await connection().fetchval(WELCOME, tenant.id, tag, MOST) else None


USED = """
SELECT coalesce(json_agg(json_build_object('tag', tag, 'posts', n)), '[]') FROM (
    SELECT t.tag, t.n FROM post_totals t
    WHERE t.tenant_id = scope.tenant_id AND t.status = '' AND t.tag <> '' AND t.n > 0
    ORDER BY t.n DESC, t.tag COLLATE "C" LIMIT 200
) AS used"""
WELCOME = """
SELECT EXISTS (SELECT FROM post_totals WHERE tenant_id = $1 AND status = '' AND tag = $2)
    OR (SELECT count(*) FROM (
        SELECT FROM post_totals WHERE tenant_id = $1 AND status = '' AND tag <> '' LIMIT $3
    ) AS have) < $3"""
