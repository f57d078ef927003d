"""Where the next page of a list begins: after one post, in one sort, under the same filters."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import Annotated, Literal, NamedTuple, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from loops.models.writing import OrNull, StatusKey, Tag, Text
from loops_tenants.errors import Detail, ValidationFailed

Q = Annotated[Annotated[Text, Field(max_length=200)] | None, OrNull]
Sort = Literal["new", "top", "trending", "old"]


class BadCursor(ValidationFailed):
    def __init__(self, message: str = "This is no cursor of this list: send `next_cursor` as it came.") -> None:
        super().__init__(details=[Detail(field="cursor", message=message)])


class Order(NamedTuple):
    """How a sort reads: by one column, and of equals the newest first."""

    column: str
    by: str
    after: str  # what comes after the post of which the cursor holds $6, the column's value, and $7, the id


def descending(column: str) -> Order:
    return Order(column, f"p.{column} DESC, p.id DESC", f"(p.{column}, p.id) < ($6, $7)")


OLD = Order(
    "created_at",
    "p.created_at, p.id DESC",
    "p.created_at >= $6 AND (p.created_at > $6 OR p.id < $7)",
)
SORTS: dict[Sort, Order] = {
    "new": descending("created_at"),
    "top": descending("votes"),
    "trending": descending("trend"),
    "old": OLD,
}


class Filters(BaseModel):
    """Which list it is."""

    sort: Sort | None = None
    status: StatusKey | None = None
    tag: Tag = None
    q: Q = None

    def agreeing_with(self, given: "Filters") -> Self:
        """These, which `given` need not repeat and must not contradict."""
        for name, value in given:
            if value is not None and value != getattr(self, name):
                raise BadCursor(f"This cursor is of a list with another `{name}`: leave `{name}` out, or the cursor.")
        return self


class Cursor(BaseModel):
    """The last post of a page, and the list that it is in."""

    filters: Filters
    key: Annotated[int, Field(ge=0, lt=2**31)] | Annotated[float, Field(allow_inf_nan=False)] | AwareDatetime
    id: UUID

    @classmethod
    def read(cls, given: str) -> Self:
        try:
            cursor = cls.model_validate_json(urlsafe_b64decode(given.encode("ascii")))
        except ValueError:
            raise BadCursor from None
        if not isinstance(cursor.key, KEYS[cursor.filters.sort or "new"]):
            raise BadCursor
        return cursor

    @staticmethod
    def after_post(last: str, filters: Filters) -> str:
        """As it is sent; `last` is JSON of its key and its id."""
        made = f'{{"filters":{filters.model_dump_json(exclude_none=True)},{last[1:]}'
        return urlsafe_b64encode(made.encode()).decode()


KEYS: dict[Sort, type | tuple[type, ...]] = {"new": datetime, "old": datetime, "top": int, "trending": (int, float)}
