"""A page of posts: the hot list, in one statement and one round trip, its JSON made by PostgreSQL."""

from functools import lru_cache
from typing import Annotated, NamedTuple

from pydantic import Field
from typing_extensions import TypedDict

from loops.models.cursor import SORTS, BadCursor, Cursor, Filters, Q, Sort
from loops.models.pagination import Limit
from loops.models.post import StatusKey, Tag, UserId
from loops.models.query import Query
from loops.models.search import ALL_FOUND, ASKED, Search
from loops.models.shown import PostJson, shown_to, voted_by
from loops.models.status import Status
from loops.models.total import ANY, PostTotal
from loops_tenants.access import Actor
from loops_tenants.models import Tenant
from loops_tenants.scope import read

DEEPEST = 100_000


class ListPosts(Query):
    status: StatusKey | None = None
    tag: Tag = None
    q: Q = None
    sort: Sort | None = None
    limit: Limit = 50
    offset: Annotated[int, Field(ge=0)] | None = None
    cursor: str | None = None
    external_user_id: UserId = None


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


class Listing(NamedTuple):
    """One list of a tenant's, where its page begins, and for whom: what its statements are made of."""

    filters: Filters
    after: Cursor | None
    limit: int
    offset: int
    actor: Actor
    search: Search | None

    @classmethod
    async def asked(cls, tenant: Tenant, query: ListPosts, *, by: Actor) -> "Listing":
        after = Cursor.read(query.cursor) if query.cursor else None
        if after and query.offset is not None:
            raise BadCursor("A cursor says where its page begins: leave `offset` out.")
        if (query.offset or 0) > DEEPEST:
            raise BadCursor(f"`offset` goes to {DEEPEST}: page on by `cursor`, the `next_cursor` of the page before.")
        given = Filters(sort=query.sort, status=query.status, tag=query.tag, q=query.q)
        filters = after.filters.agreeing_with(given) if after else given
        if filters.status:
            await Status.demand(tenant, filters.status)
        return cls(filters, after, query.limit, query.offset or 0, by, Search.of(filters.q))

    def values(self, tenant: Tenant) -> list[object]:
        filters = [tenant.home, self.actor.voter, self.filters.status or ANY, self.filters.tag or ANY]
        return [*filters, *self.place(), *([self.search.words] if self.search else [])]

    def place(self) -> list[object]:
        return [self.after.key, self.after.id] if self.after else [self.offset] if self.offset else []

    def statement(self, template: str) -> str:
        filters, search = self.filters, self.search
        found = search.found(nth=6 + len(self.place())) if search else ""
        asked = bool(filters.status), bool(filters.tag), bool(self.after), bool(self.offset), self.limit
        voted = "" if self.actor.voter is None else f"|| {voted_by(self.actor)}"
        return statement(template, filters.sort or "new", found, shown_to(self.actor), voted, *asked)

    def page(self, posts: str, total: int, last: str | None, fingerprint: str) -> Page:
        cursor = f'"{Cursor.after_post(last, self.filters)}"' if last else "null"
        offset = "null" if self.after else self.offset
        counts = f'"total":{total},"limit":{self.limit},"offset":{offset},"next_cursor":{cursor}'
        return Page(f'{{"posts":{posts},{counts}}}', fingerprint)

    async def total(self, tenant: Tenant) -> int:
        return await PostTotal.of(tenant.id, self.filters.status, self.filters.tag)

    def beyond(self, total: int) -> Page:
        """Past the end, which nobody needs to walk to."""
        return self.page("[]", total, None, f"beyond-{total}")


@lru_cache(2048)
def statement(
    template: str,
    sort: Sort,
    found: str,
    shown: str,
    voted: str,
    status: bool,
    tag: bool,
    after: bool,
    offset: bool,
    limit: int,
) -> str:
    """Only what is asked for is in the text, so each kind of list has a plan, and an index, of its own.

    The limit too: a plan that does not know it may read, and sort, all there is.
    """
    order = SORTS[sort]
    posts = (ASKED if found else LISTED).format(
        status="AND p.status = $4" if status else "",
        tag="AND p.tag = $5" if tag else "",
        after=f"AND {order.after}" if after else "",
        order=order.by,
        more=limit + 1,
        offset="OFFSET $6" if offset else "",
    )
    return template.format(
        found=f"WITH found AS MATERIALIZED ({found})" if found else "",
        posts=posts,
        total=ALL_FOUND if found else TOTAL,
        shown=shown,
        asker=voted,
        key=order.column,
        limit=limit,
    )


async def page_of_posts(tenant: Tenant, listing: Listing) -> Page:
    if listing.offset and not listing.search and listing.offset >= (total := await listing.total(tenant)):
        return listing.beyond(total)
    found = await read(tenant.id, listing.statement(PAGE), *listing.values(tenant))
    assert found  # an aggregate always is a row
    return listing.page(*found)


async def fingerprint_of_posts(tenant: Tenant, listing: Listing) -> str:
    """What the page's would be, for a fraction of the price."""
    found = await read(tenant.id, listing.statement(FINGERPRINT), *listing.values(tenant))
    assert found
    return str(found[0])


# $2 is the tenant's home, $3 the voter, $4 and $5 the filters, from $6 on where the page begins, then the words of a
# search. One post more than asked for tells whether there is a next page. Rows are numbered, and made into JSON, when
# they are in order and those before an offset are gone. What tells one state of a page from another: whose it is, and
# each post's version, which rises with whatever is shown of it.
LISTED = """
        SELECT p.* FROM posts p
        WHERE p.tenant_id = scope.tenant_id AND p.merged_into IS NULL AND NOT p.held {status} {tag} {after}
        ORDER BY {order} LIMIT {more} {offset}"""
ROWS = """
    SELECT row_number() OVER () AS place, p.{key} AS key, p.id, p.version::text {asker} AS version, {columns}
    FROM ({posts}) AS p"""
TOTAL = """
    coalesce((SELECT n FROM post_totals t WHERE t.tenant_id = scope.tenant_id AND t.status = $4 AND t.tag = $5), 0)"""
MARK = "md5(concat_ws(',', $2::text, $3::text, {total}, string_agg(id || version, ',')))"
PAGE = f"""
{{found}} SELECT coalesce(json_agg(post) FILTER (WHERE place <= {{limit}}), '[]') AS posts, {{total}} AS total,
    CASE WHEN count(*) > {{limit}} THEN (array_agg(json_build_object('key', key, 'id', id)))[{{limit}}] END AS last,
    {MARK} AS fingerprint
FROM ({ROWS.replace("{columns}", "{shown} AS post")}) AS page"""
FINGERPRINT = f"{{found}} SELECT {MARK} AS fingerprint FROM ({ROWS.replace(', {columns}', '')}) AS page"
