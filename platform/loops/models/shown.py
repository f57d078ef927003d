"""What of a post is shown, and to whom: the one list of its fields, for answers, lists and events alike.

An SQL expression over `posts p` of which PostgreSQL makes JSON, so that a time looks the same wherever it is read.
$2 is the tenant's home, $3 the voter whose `voted` is asked for, or null.
"""

from datetime import datetime
from functools import cache
from typing import NotRequired
from uuid import UUID

from typing_extensions import TypedDict

from loops_tenants.access import Actor


class PostJson(TypedDict):
    """A post. `voted` is null where nobody is asked for; only a secret key sees `external_user_id`."""

    id: UUID
    title: str
    description: str | None
    status: str
    tag: str | None
    votes: int
    comments: int
    source: str | None
    url: str
    voted: bool | None
    created_at: datetime
    updated_at: datetime
    status_changed_at: datetime | None
    merged_into: UUID | None
    held: bool
    external_user_id: NotRequired[str | None]


URL = "$2::text || '/posts/' || p.id AS url"
VOTE = "SELECT FROM votes v WHERE v.tenant_id = p.tenant_id AND v.post_id = p.id AND v.voter = $3"
# Nobody learns by a claim what was done with proof.
VOTED_BY_CLAIM = f"CASE WHEN $3::text IS NULL THEN NULL ELSE EXISTS ({VOTE} AND NOT v.verified) END"
VOTED = f"CASE WHEN $3::text IS NULL THEN NULL ELSE EXISTS ({VOTE}) END"
NOBODY_ASKS = "nullif($3::text IS NULL, true)"  # null, for a quarter of the price
BEFORE = f"p.id, p.title, p.description, p.status, p.tag, p.votes, p.comments, p.source, {URL}"
AFTER = "p.created_at, p.updated_at, p.status_changed_at, p.merged_into, p.held"


@cache
def shape(voted: str, more: str = "") -> str:
    return f"(SELECT to_json(shown) FROM (SELECT {BEFORE}, {voted} AS voted, {AFTER}{more}) AS shown)"


TO_TEAM = shape(NOBODY_ASKS, ", p.external_user_id")


def shown_to(actor: Actor) -> str:
    return shape(voted_by(actor), ", p.external_user_id" if actor.team else "")


def voted_by(actor: Actor) -> str:
    """The expression of `voted` alone."""
    if actor.voter is None:
        return NOBODY_ASKS
    return VOTED if actor.trusted else VOTED_BY_CLAIM


def told_by(actor: Actor) -> str:
    """What this reader is shown beside the fields that `version` rises with, to be appended to it.

    Whose a post is changes without it: a user is forgotten, or joined to another.
    """
    voted = "" if actor.voter is None else f"|| {voted_by(actor)}"
    return f"{voted} || '.' || quote_nullable(p.external_user_id)" if actor.team else voted
