"""What people write of a post, and how it is taken."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints
from typing_extensions import TypedDict

from loops.models.query import Query

# PostgreSQL keeps no U+0000. Empty is null, where null may be.
Text = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\x00]*$")]
OrNull = AfterValidator(lambda text: text or None)
Title = Annotated[Text, Field(min_length=3, max_length=140)]
Description = Annotated[Annotated[Text, Field(max_length=10_000)] | None, OrNull]
Tag = Annotated[Annotated[Text, Field(max_length=40)] | None, OrNull]
Source = Annotated[Annotated[Text, Field(max_length=40)] | None, OrNull]
UserId = Annotated[Annotated[Text, Field(max_length=200)] | None, OrNull]
StatusKey = Annotated[Text, Field(max_length=40)]
# Nothing is held by hand. Without this, 0 would pass for false.
LetThrough = Annotated[Literal[False], BeforeValidator(lambda given: given if isinstance(given, bool) else None)]


class NewPost(BaseModel):
    title: Title
    description: Description = None
    tag: Tag = None
    source: Source = None
    external_user_id: UserId = None


class Visitor(Query):
    """Whom a call speaks for."""

    external_user_id: UserId = None


class PostChange(TypedDict, total=False):
    """What is not given stays as it is; null clears a `tag` or a `description`. `held: false` lets it through."""

    status: StatusKey
    tag: Tag
    title: Title
    description: Description
    held: LetThrough
