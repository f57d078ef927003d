"""A page of posts: the hot list, in one statement and one round trip, its JSON made by PostgreSQL."""

from typing import Annotated, NamedTuple

from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from loops.models.cursor import SORTS, BadCursor, Cursor, Filters, Sort
from loops.models.pagination import Limit
from loops.models.post import StatusKey, Tag, UserId
from loops.models.shown import PostJson, shown_to, voted_by
from loops.models.status import Status
from loops.models.total import ANY, PostTotal
from loops_tenants.access import Actor
from loops_tenants.models import Tenant
from loops_tenants.scope import read

DEEPEST = 100_000


class ListPosts(BaseModel):
    status: StatusKey | None = None
    tag: Tag = None
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

    @classmethod
    async def asked(cls, tenant: Tenant, query: ListPosts, *, by: Actor) -> "Listing":
        after = Cursor.read(query.cursor) if query.cursor else None
        if after and query.offset is not None:
            raise BadCursor("A cursor says where its page begins: leave `offset` out.")
        if (query.offset or 0) > DEEPEST:
            raise BadCursor(f"`offset` goes to {DEEPEST}: page on by `cursor`, the `next_cursor` of the page before.")
        given = Filters(sort=query.sort, status=query.status, tag=query.tag)
        filters = after.filters.agreeing_with(given) if after else given
        if filters.status:
            await Status.demand(tenant, filters.status)
        return cls(filters, after, query.limit, query.offset or 0, by)

    def values(self, tenant: Tenant) -> list[object]:
        place = [self.after.key, self.after.id] if self.after else []
        skipped = [self.offset] if self.offset else []
        return [tenant.home, self.actor.voter, self.filters.status or ANY, self.filters.tag or ANY, *place, *skipped]

    def statement(self, template: str) -> str:
        """Only what is asked for is in the text, so each kind of list has a plan, and an index, of its own.

        The limit too: a plan that does not know it may read, and sort, all there is.
        """
        order = SORTS[self.filters.sort or "new"]
        conditions = [
            "AND p.status = $4" if self.filters.status else "",
            "AND p.tag = $5" if self.filters.tag else "",
            f"AND {order.after}" if self.after else "",
        ]
        return template.format(
            shown=shown_to(self.actor),
            asker="" if self.actor.voter is None else f"|| {voted_by(self.actor)}",
            filters=" ".join(conditions),
            key=order.column,
            order=order.by,
            limit=self.limit,
            more=self.limit + 1,
            offset="OFFSET $6" if self.offset else "",
        )

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


async def page_of_posts(tenant: Tenant, listing: Listing) -> Page:
    if listing.offset and listing.offset >= (total := await listing.total(tenant)):
        return listing.beyond(total)
    found = await read(tenant.id, listing.statement(PAGE), *listing.values(tenant))
    assert found  # an aggregate always is a row
    return listing.page(*found)


async def fingerprint_of_posts(tenant: Tenant, listing: Listing) -> str:
    """What the page's would be, for a fraction of the price."""
    found = await read(tenant.id, listing.statement(FINGERPRINT), *listing.values(tenant))
    assert found
    return str(found[0])


# $2 is the tenant's home, $3 the voter, $4 and $5 the filters, from $6 on where the page begins. One post more than
# asked for tells whether there is a next page. Rows are numbered, and made into JSON, when they are in order and those
# before an offset are gone. What tells one state of a page from another: whose it is, and each
# post's version, which rises with whatever is shown of it.
ROWS = """
    SELECT row_number() OVER () AS place, p.{key} AS key, p.id, p.version::text {asker} AS version, {columns}
    FROM (
        SELECT p.* FROM posts p WHERE p.tenant_id = scope.tenant_id AND p.merged_into IS NULL AND NOT p.held {filters}
        ORDER BY {order} LIMIT {more} {offset}
    ) AS p"""
TOTAL = """
    coalesce((SELECT n FROM post_totals t WHERE t.tenant_id = scope.tenant_id AND t.status = $4 AND t.tag = $5), 0)"""
MARK = f"md5(concat_ws(',', $2::text, $3::text, {TOTAL}, string_agg(id || version, ',')))"
PAGE = f"""
SELECT coalesce(json_agg(post) FILTER (WHERE place <= {{limit}}), '[]') AS posts, {TOTAL} AS total,
    CASE WHEN count(*) > {{limit}} THEN (array_agg(json_build_object('key', key, 'id', id)))[{{limit}}] END AS last,
    {MARK} AS fingerprint
FROM ({ROWS.replace("{columns}", "{shown} AS post")}) AS page"""
FINGERPRINT = f"SELECT {MARK} AS fingerprint FROM ({ROWS.replace(', {columns}', '')}) AS page"
