"""One list of posts: which, in which order, from where on, for whom; and the SQL of it."""

from functools import lru_cache
from typing import Annotated, NamedTuple

from pydantic import Field

from loops.models.cursor import SORTS, BadCursor, Cursor, Filters, Q, Sort
from loops.models.pagination import Limit
from loops.models.query import Query
from loops.models.search import ALL_FOUND, ASKED, Search
from loops.models.shown import shown_to, told_by
from loops.models.status import Status
from loops.models.total import ANY, PostTotal
from loops.models.writing import StatusKey, Tag, UserId
from loops_tenants.access import Actor
from loops_tenants.models import Tenant

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
        return statement(template, filters.sort or "new", found, shown_to(self.actor), told_by(self.actor), *asked)

    async def total(self, tenant: Tenant) -> int:
        return await PostTotal.of(tenant.id, self.filters.status, self.filters.tag)


@lru_cache(2048)
def statement(
    template: str,
    sort: Sort,
    found: str,
    shown: str,
    told: str,
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
        asker=told,
        key=order.column,
        limit=limit,
    )


# $2 is the tenant's home, $3 the voter, $4 and $5 the filters, from $6 on where the page begins, then the words of a
# search. One post more than asked for tells whether there is a next page.
LISTED = """
        SELECT p.* FROM posts p
        WHERE p.tenant_id = scope.tenant_id AND p.merged_into IS NULL AND NOT p.held {status} {tag} {after}
        ORDER BY {order} LIMIT {more} {offset}"""
TOTAL = """
    coalesce((SELECT n FROM post_totals t WHERE t.tenant_id = scope.tenant_id AND t.status = $4 AND t.tag = $5), 0)"""
