"""A body that is no JSON: bytes, of one of the kinds that a route takes."""

from dataclasses import dataclass
from typing import Any, get_args

from quart import request
from werkzeug.exceptions import RequestEntityTooLarge

from loops.api.body import raw_body
from loops_tenants.errors import Refused, UnsupportedMediaType


@dataclass(frozen=True)
class Upload:
    """`media_type` is what it is said to be, and one of those that the route takes."""

    media_type: str
    content: bytes


@dataclass(frozen=True)
class Takes:
    """Marks an Upload with the media types that it may have, and how the others and what is too large are refused.

    How much is read of it is said in http.py, which reads a body before its route is known.
    """

    media_types: tuple[str, ...]
    otherwise: type[UnsupportedMediaType]
    too_large: type[Refused]

    async def read(self) -> Upload:
        if request.mimetype not in self.media_types:
            raise self.otherwise
        try:
            return Upload(request.mimetype, await raw_body())
        except RequestEntityTooLarge:
            raise self.too_large from None


def takes(body: Any) -> Takes | None:
    """Of `Annotated[Upload, Takes(…)]`."""
    return next((mark for mark in get_args(body) if isinstance(mark, Takes)), None)
