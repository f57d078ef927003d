"""What people write of a post, and how it is taken."""

from typing import Annotated, Literal
from unicodedata import category

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints
from typing_extensions import TypedDict

from loops.models.query import Query


def let_through(given: object) -> object:
    """0 would pass for false otherwise."""
    if given is not False:
        raise ValueError("Must be false: nothing is held by hand.")
    return given


UNSEEN = ("Cc", "Cf", "Mn", "Zl", "Zp", "Zs")  # Unicode's general categories
FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # which are letters and signs by their category


def is_blank(text: str) -> bool:
    """Whether there is nothing to be seen of it: blanks, controls, characters of no width, marks that stand on none."""
    return all(category(character) in UNSEEN or character in FILLERS for character in text)


def seen(text: str) -> str:
    if is_blank(text):
        raise ValueError("Must have something in it that can be seen.")
    return text


# PostgreSQL keeps no U+0000. Empty is null, where null may be.
Text = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\x00]*$")]
OrNull = AfterValidator(lambda text: text or None)
Seen = AfterValidator(seen)  # after the lengths, which are of text then
Title = Annotated[Text, Field(min_length=3, max_length=140), Seen]
Description = Annotated[Annotated[Text, Field(max_length=10_000)] | None, OrNull]
Tag = Annotated[Annotated[Text, Field(max_length=40)] | None, OrNull]
Source = Annotated[Annotated[Text, Field(max_length=40)] | None, OrNull]
UserId = Annotated[Annotated[Text, Field(max_length=200)] | None, OrNull]
StatusKey = Annotated[Text, Field(max_length=40)]
LetThrough = Annotated[Literal[False], BeforeValidator(let_through)]


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
