"""The body of a call: at most 256 KiB of JSON in strict UTF-8, whatever else is sent in its place."""

import asyncio
import json
from collections.abc import Iterable

from quart import request

from loops.http import PATIENCE
from loops_tenants.errors import BadRequest, Detail, UnsupportedMediaType

DEEPEST = 50  # levels of nesting, the object itself included


class NotJson(BadRequest):
    message = "The body is not JSON in UTF-8."


class NoObject(BadRequest):
    message = "The body must be a JSON object."


class TooDeep(BadRequest):
    message = f"The body is nested deeper than {DEEPEST} levels."


class NullCharacter(BadRequest):
    message = "The character U+0000 cannot be kept."

    def __init__(self, fields: Iterable[str]) -> None:
        super().__init__(details=[Detail(field=field, message=self.message) for field in fields])


async def raw_body() -> bytes:
    """As it came. One that is too large is refused by Quart: by its Content-Length, else as soon as it is."""
    try:
        async with asyncio.timeout(PATIENCE):  # `request.get_data` would make a task of it
            body: bytes = await request.body
            return body
    except TimeoutError:
        raise BadRequest("The body did not arrive whole.") from None


async def json_body() -> str:
    """JSON text of an object. An empty body is one, and needs no Content-Type.

    The standard library reads it, because the faster ones refuse half an emoji, which clients do send.
    """
    raw = await raw_body()
    if not raw:
        return "{}"
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    try:
        text = raw.decode()
        value = DECODER.decode(text)
    except (ValueError, RecursionError):
        raise NotJson from None
    if not isinstance(value, dict):
        raise NoObject
    if text.count("[") + text.count("{") > DEEPEST and is_deeper(value, than=DEEPEST):
        raise TooDeep
    return mended(value) if "\\ud" in text or "\\uD" in text else text


def refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


DECODER = json.JSONDecoder(parse_constant=refuse_constant)  # NaN and Infinity


def is_deeper(value: object, *, than: int) -> bool:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return inside is not None and (than == 0 or any(is_deeper(inner, than=than - 1) for inner in inside))


def mended(value: object) -> str:
    """Clients cut emoji in half: a surrogate that lost its other half becomes U+FFFD."""
    text = json.dumps(value, ensure_ascii=False)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def holds_null(text: str) -> bool:
    """Whether a string in this JSON text has the character U+0000, which can stand there only as an escape."""
    return "\\u0000" in text and "\\u0000" in text.replace("\\\\", "")
