"""Paging, as every list but that of posts does it: `limit`, and a cursor that says after which row."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from loops.models.cursor import BadCursor
from loops.models.query import Query

Limit = Annotated[int, Field(ge=1), AfterValidator(lambda asked: min(asked, 200))]


class Paged(Query):
    limit: Limit = 50
    cursor: str | None = None


def after(cursor: str | None) -> UUID | None:
    """The id of the last row that was seen."""
    try:
        return UUID(bytes=urlsafe_b64decode(f"{cursor}==")) if cursor else None
    except ValueError:
        raise BadCursor from None


def cursor_of(id: UUID) -> str:
    return urlsafe_b64encode(id.bytes).decode().rstrip("=")
