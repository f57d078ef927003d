"""The changelog as it is read: an entry, and a page of them, the newest first."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Any, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel

from loops.models.changelog_shapes import DraftsAreTheTeams, EntryNotFound, ListEntries
from loops.models.cursor import BadCursor
from loops_tenants.access import Actor
from loops_tenants.models import Tenant
from loops_tenants.scope import Asked, read


class Place(BaseModel):
    """Of an entry in its list: after which a page begins."""

    at: AwareDatetime
    id: UUID

    @classmethod
    def read(cls, cursor: str) -> Self:
        try:
            return cls.model_validate_json(urlsafe_b64decode(cursor.encode("ascii")))
        except ValueError:
            raise BadCursor from None

    @staticmethod
    def cursor(last: str) -> str:
        """As it is sent; `last` is JSON of the two."""
        return urlsafe_b64encode(last.encode()).decode()


async def entry(tenant: Tenant, id: UUID, *, to: Actor) -> str:
    """JSON text, shaped like EntryJson."""
    seen = "" if to.team else "AND c.published"
    sql = f"SELECT {shown_to(to)} FROM changelog_entries c WHERE c.tenant_id = scope.tenant_id AND c.id = $3 {seen}"
    if (row := await read(tenant.id, sql, tenant.home, id)) is None:
        raise EntryNotFound
    return str(row[0])


async def page_of_entries(tenant: Tenant, query: ListEntries, *, to: Actor) -> str:
    """JSON text, shaped like EntryPage. Drafts come by when they were begun, what is published by when it was."""
    asked = entries_asked(tenant, query, to=to)
    return told(await read(tenant.id, asked.sql, *asked.values))


def entries_asked(tenant: Tenant, query: ListEntries, *, to: Actor) -> Asked:
    if query.drafts and not to.team:
        raise DraftsAreTheTeams
    after = Place.read(query.cursor) if query.cursor else None
    which = DRAFTS if query.drafts else PUBLISHED
    further = f"AND (c.{which['at']}, c.id) < ($3, $4)" if after else ""
    sql = PAGE.format(**which, shown=shown_to(to), limit=query.limit, more=query.limit + 1, further=further)
    return Asked(sql, (tenant.home, *((after.at, after.id) if after else ())))


def told(row: Sequence[Any] | None) -> str:
    """JSON text, shaped like EntryPage, of the answer to `entries_asked`."""
    assert row  # an aggregate always is a row
    entries, last = row
    cursor = f'"{Place.cursor(last)}"' if last else "null"
    return f'{{"entries":{entries},"next_cursor":{cursor}}}'


def shown_to(actor: Actor) -> str:
    """An SQL expression over `changelog_entries c`, of which PostgreSQL makes JSON; $2 is the tenant's home."""
    return TO_TEAM if actor.team else TO_ALL


# A merged post is its target; both of them linked are one, in the place of the first.
SHOWN = """(
    SELECT to_json(shown) FROM (
        SELECT c.id, c.title, c.body,
            (SELECT coalesce(json_agg(to_json(post) ORDER BY place), '[]') FROM (
                SELECT linked.place, (
                    SELECT one FROM (SELECT p.id, p.title, p.status, $2::text || '/posts/' || p.id AS url) AS one
                ) AS post
                FROM (
                    SELECT coalesce(d.merged_into, d.id) AS id, min(l.place) AS place
                    FROM changelog_posts l JOIN posts d ON d.tenant_id = l.tenant_id AND d.id = l.post_id
                    WHERE l.tenant_id = c.tenant_id AND l.entry_id = c.id GROUP BY 1
                ) AS linked JOIN posts p ON p.tenant_id = c.tenant_id AND p.id = linked.id{seen}
            ) AS posts) AS posts,
            $2::text || '/changelog/' || c.id AS url,
            CASE WHEN c.published THEN c.published_at END AS published_at, c.created_at, c.updated_at
    ) AS shown
)"""
TO_TEAM = SHOWN.replace("{seen}", "")
TO_ALL = SHOWN.replace("{seen}", " AND NOT p.held")

DRAFTS = {"at": "created_at", "seen": "NOT c.published"}
PUBLISHED = {"at": "published_at", "seen": "c.published"}
# The limit is in the text: a plan that does not know it may read all.
PAGE = """
SELECT coalesce(json_agg(entry ORDER BY place) FILTER (WHERE place <= {limit}), '[]')::text AS entries,
    CASE WHEN count(*) > {limit}
        THEN (array_agg(json_build_object('at', at, 'id', id) ORDER BY place))[{limit}]::text
    END AS last
FROM (
    SELECT row_number() OVER () AS place, c.id, c.{at} AS at, {shown} AS entry FROM (
        SELECT c.* FROM changelog_entries c
        WHERE c.tenant_id = scope.tenant_id AND {seen} {further} ORDER BY c.{at} DESC, c.id DESC LIMIT {more}
    ) AS c
) AS page"""
