"""The comments of a post that somebody may see, oldest first: as the API lists them, and as pages show them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from typing_extensions import TypedDict

from loops.models.authorship import own
from loops.models.comment import MODERATING
from loops.models.comment_shown import CommentJson, fields_for, shape
from loops.models.pagination import Paged, after, cursor_of
from loops.models.post import PostNotFound
from loops.models.writing import UserId
from loops_tenants.access import Actor
from loops_tenants.models import Tenant
from loops_tenants.permitted import permits
from loops_tenants.scope import Asked, read


class ListComments(Paged):
    external_user_id: UserId = None


class CommentPage(TypedDict):
    comments: list[CommentJson]
    next_cursor: str | None


class CommentRow(CommentJson):
    """`mine`: whether the reader may change it."""

    mine: bool


class CommentRows(TypedDict):
    comments: list[CommentRow]
    next_cursor: str | None


async def page_of_comments(tenant: Tenant, post_id: UUID, query: ListComments, *, to: Actor) -> str:
    """JSON text, shaped like CommentPage."""
    asked = question(post_id, query, fields_for(to), to=to)
    return told(await read(tenant.id, asked.sql, *asked.values))


def rows_asked(post_id: UUID, query: ListComments, *, to: Actor) -> Asked:
    """The same for a page, which offers a form where the reader may change a comment: see CommentRows."""
    mine = "true" if permits(to, MODERATING) else f"coalesce({OWN_COMMENT}, false)"
    return question(post_id, query, f"{fields_for(to)}, {mine} AS mine", to=to)


def question(post_id: UUID, query: ListComments, fields: str, *, to: Actor) -> Asked:
    start = after(query.cursor) or UUID(int=0)
    sql = PAGE.format(comment=shape(fields), comments=seen_by(to, query.limit + 1), limit=query.limit)
    return Asked(sql, (post_id, start, to.external_user_id, to.trusted, to.team))


def told(row: Sequence[Any] | None) -> str:
    """JSON text, shaped like CommentPage or CommentRows."""
    if row is None:
        raise PostNotFound
    comments, last = row
    cursor = f'"{cursor_of(last)}"' if last else "null"
    return f'{{"comments":{comments},"next_cursor":{cursor}}}'


def seen_by(actor: Actor, most: int) -> str:
    """A query for each index that serves it: nobody passes over what is hidden from them."""
    if permits(actor, MODERATING):
        return COMMENTS.format(which="true", most=most)
    if actor.team:
        return COMMENTS.format(which="NOT c.internal", most=most)
    held = f"c.held AND NOT c.internal AND {OWN_COMMENT}"
    return " UNION ALL ".join(COMMENTS.format(which=which, most=most) for which in (PUBLIC, held))


# $2 is the post, $3 the id after which the page begins, $4 the reader's external user id, $5 whether that is proved, $6
# whether they are of the team. One more than asked for tells whether there is a next page.
OWN_COMMENT = own("c", "$4", "$5")
PUBLIC = "NOT c.internal AND NOT c.held"
COMMENTS = """
    (SELECT c.* FROM comments c
     WHERE c.tenant_id = p.tenant_id AND c.post_id = p.id AND c.id > $3 AND {which}
     ORDER BY c.id LIMIT {most})"""
PAGE = f"""
SELECT page.* FROM posts p, LATERAL (
    SELECT coalesce(json_agg(comment ORDER BY id) FILTER (WHERE place <= {{limit}}), '[]'),
        CASE WHEN count(*) > {{limit}} THEN (array_agg(id ORDER BY id))[{{limit}}] END
    FROM (
        SELECT row_number() OVER (ORDER BY c.id) AS place, c.id, {{comment}} AS comment FROM ({{comments}}) AS c
    ) AS listed
) AS page
WHERE p.tenant_id = scope.tenant_id AND p.id = $2 AND (NOT p.held OR $6 OR {own("p", "$4", "$5")})"""
