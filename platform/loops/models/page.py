"""A page of posts: the hot list, in one statement and one round trip, its JSON made by PostgreSQL."""

from typing import NamedTuple

from typing_extensions import TypedDict

from loops.models.cursor import Cursor
from loops.models.listing import Listing
from loops.models.shown import PostJson
from loops_tenants.models import Tenant
from loops_tenants.scope import Asked, read


class PostPage(TypedDict):
    """`offset` is null where a cursor was given."""

    posts: list[PostJson]
    total: int
    limit: int
    offset: int | None
    next_cursor: str | None


class Page(NamedTuple):
    """JSON text, shaped like PostPage, and what tells it from any other state of that page."""

    text: str
    fingerprint: str


async def page_of_posts(tenant: Tenant, listing: Listing) -> Page:
    if listing.offset and not listing.search and listing.offset >= (total := await listing.total(tenant)):
        return beyond(listing, total)
    asked = page_asked(tenant, listing)
    found = await read(tenant.id, asked.sql, *asked.values)
    assert found  # an aggregate always is a row
    return made(listing, *found)


def page_asked(tenant: Tenant, listing: Listing) -> Asked:
    """Its answer is what `made` takes."""
    return Asked(listing.statement(PAGE), tuple(listing.values(tenant)))


def made(listing: Listing, posts: str, total: int, last: str | None, fingerprint: str) -> Page:
    cursor = f'"{Cursor.after_post(last, listing.filters)}"' if last else "null"
    offset = "null" if listing.after else listing.offset
    counts = f'"total":{total},"limit":{listing.limit},"offset":{offset},"next_cursor":{cursor}'
    return Page(f'{{"posts":{posts},{counts}}}', fingerprint)


def beyond(listing: Listing, total: int) -> Page:
    """Past the end, which nobody needs to walk to."""
    return made(listing, "[]", total, None, f"beyond-{total}")


async def fingerprint_of_posts(tenant: Tenant, listing: Listing) -> str:
    """What the page's would be, for a fraction of the price."""
    found = await read(tenant.id, listing.statement(FINGERPRINT), *listing.values(tenant))
    assert found
    return str(found[0])


# Rows are numbered, and made into JSON, when they are in order and those before an offset are gone. What tells one
# state of a page from another: whose it is, and each post's version, which rises with whatever is shown of it but
# votes that merging brings and takes, and what `told_by` adds.
ROWS = """
    SELECT row_number() OVER () AS place, p.{key} AS key, p.id,
        p.version || '.' || p.votes {asker} AS version {columns}
    FROM ({posts}) AS p"""
MARK = "md5(concat_ws(',', $2::text, $3::text, {total}, string_agg(id || version, ',')))"
PAGE = f"""
{{found}} SELECT coalesce(json_agg(post) FILTER (WHERE place <= {{limit}}), '[]') AS posts, {{total}} AS total,
    CASE WHEN count(*) > {{limit}} THEN (array_agg(json_build_object('key', key, 'id', id)))[{{limit}}] END AS last,
    {MARK} AS fingerprint
FROM ({ROWS.replace("{columns}", ", {shown} AS post")}) AS page"""
FINGERPRINT = f"{{found}} SELECT {MARK} AS fingerprint FROM ({ROWS.replace('{columns}', '')}) AS page"
