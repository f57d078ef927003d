"""What people write under a post, how it is taken, and what of it is shown to whom.

An SQL expression over `comments c` of which PostgreSQL makes JSON, as shown.py has it for posts.
"""

from datetime import datetime
from typing import Annotated, Literal, NotRequired
from uuid import UUID

from pydantic import BaseModel, Field, StrictBool
from typing_extensions import TypedDict

from loops.models.writing import LetThrough, Seen, Text, UserId
from loops_tenants.access import Actor

Body = Annotated[Text, Field(min_length=1, max_length=10_000), Seen]


class NewComment(BaseModel):
    """`internal`: a note that only those who may moderate see."""

    body: Body
    internal: StrictBool = False
    external_user_id: UserId = None


class CommentChange(TypedDict, total=False):
    """What is not given stays. `held: false` lets it through; `external_user_id` is whom the call speaks for."""

    body: Body
    held: LetThrough
    external_user_id: UserId


class AuthorJson(TypedDict):
    """`team` where a member wrote in their own name, or a secret key that named nobody; else `visitor`.

    `name`: the person's, or what the identity token said; null where neither is known.
    """

    type: Literal["team", "visitor"]
    name: str | None


class CommentJson(TypedDict):
    """A comment. `updated_at` moves with its body. Only a secret key, and the team, see `external_user_id`."""

    id: UUID
    post_id: UUID
    body: str
    internal: bool
    held: bool
    author: AuthorJson
    created_at: datetime
    updated_at: datetime
    external_user_id: NotRequired[str | None]


AUTHOR = """
    (SELECT to_json(a) FROM (
        SELECT CASE WHEN c.by_team THEN 'team' ELSE 'visitor' END AS type, c.author_name AS name) AS a) AS author"""
FIELDS = f"c.id, c.post_id, c.body, c.internal, c.held, {AUTHOR}, c.created_at, c.updated_at"


def shape(fields: str) -> str:
    return f"(SELECT to_json(shown) FROM (SELECT {fields}) AS shown)"


FOR_TEAM = f"{FIELDS}, c.external_user_id"
TO_TEAM = shape(FOR_TEAM)
TOLD = shape("c.id, c.body, c.external_user_id, c.created_at")  # in events


def fields_for(actor: Actor) -> str:
    return FOR_TEAM if actor.team else FIELDS
