"""What is taken and shown of the changelog, and why it is refused."""

import re
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StrictBool
from typing_extensions import TypedDict

from loops.models.pagination import Paged
from loops.models.text import OnOneLine
from loops.models.writing import OrNull, Seen, Text
from loops_tenants.errors import Detail, Forbidden, NotFound, ValidationFailed

MOST_POSTS = 50  # that one entry links to
LONGEST = 50_000  # characters; with its posts an event of it stays below 256 KiB
CONTROLS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f]")  # in JSON each is six bytes, and none of them is Markdown


def written(text: str) -> str:
    if CONTROLS.search(text):
        raise ValueError("Must hold no control characters but tabs and line ends.")
    return text


Title = Annotated[Text, Field(min_length=1, max_length=140), Seen, OnOneLine]
Body = Annotated[
    Annotated[Annotated[Text, Field(max_length=LONGEST)], AfterValidator(written)] | None,
    OrNull,
]
Posts = Annotated[list[UUID], Field(max_length=MOST_POSTS), AfterValidator(lambda linked: list(dict.fromkeys(linked)))]


class NewEntry(BaseModel):
    """A draft, unless it is `published`. `body` is Markdown; `posts` are the ids of those that it tells of."""

    title: Title
    body: Body = None
    posts: Posts = []
    published: StrictBool = False


class EntryChange(TypedDict, total=False):
    """What is not given stays; null clears the `body`, and `posts` are all of them. `published: false` hides it."""

    title: Title
    body: Body
    posts: Posts
    published: StrictBool


class ListEntries(Paged):
    """`drafts`: those that are not published, which the team alone sees."""

    drafts: bool = False


class LinkedPost(TypedDict):
    id: UUID
    title: str
    status: str
    url: str


class EntryJson(TypedDict):
    """`published_at` is null of a draft; `updated_at` moves with title, body and posts. A merged post is its target, a
    deleted one is none, and one that is held is seen by the team alone."""

    id: UUID
    title: str
    body: str | None
    posts: list[LinkedPost]
    url: str
    published_at: datetime | None
    created_at: datetime
    updated_at: datetime


class EntryPage(TypedDict):
    entries: list[EntryJson]
    next_cursor: str | None


class EntryNotFound(NotFound):
    """Another tenant's too, and to visitors a draft."""


class DraftsAreTheTeams(Forbidden):
    message = "Drafts are for the team: ask without `drafts`, or with a secret key."


class PostsUnknown(ValidationFailed):
    """Some that it should link to are no posts of this tenant."""

    def __init__(self, unknown: list[UUID]) -> None:
        message = f"Are no posts of this board: {', '.join(map(str, unknown))}."
        super().__init__(details=[Detail(field="posts", message=message)])
