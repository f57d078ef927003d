"""Idempotency-Key: a POST that may be sent again, and happens once."""

from collections.abc import Collection
from hashlib import sha256
from typing import NamedTuple

import orjson
from quart import Response, request

from loops.answers import Json, Nothing, as_text
from loops.api.body import raw_body
from loops.models.kept_answer import Kept, KeptAnswer
from loops_tenants.access import actor
from loops_tenants.errors import Detail, ValidationFailed
from loops_tenants.hosts import tenant

HEADER = "Idempotency-Key"
LONGEST = 255


class BadIdempotencyKey(ValidationFailed):
    def __init__(self) -> None:
        message = f"Must be 1-{LONGEST} printable ASCII characters."
        super().__init__(details=[Detail(field=HEADER, message=message)])


class Call(NamedTuple):
    """What tells one call from another, and its body: two digests."""

    asked: str
    body: str

    async def answered_before(self) -> Response | None:
        kept = await KeptAnswer.of(tenant().id, *self)
        if kept is None:
            return None
        return Json(kept.answer, status=kept.status) if kept.answer else Nothing(kept.status)

    async def keep(self, answer: Response, secrets: Collection[str]) -> None:
        """Without what may be shown only once."""
        text = await answer.get_data(as_text=True)
        if secrets:
            text = as_text({**orjson.loads(text), **dict.fromkeys(secrets)})
        await KeptAnswer.keep(tenant().id, *self, Kept(answer.status_code, text))


async def repeatable_call(body: object) -> Call | None:
    """The call, where it is a POST with the header: per key, visitor (claimed and proved apart) and path."""
    if request.method != "POST" or (key := request.headers.get(HEADER)) is None:
        return None
    if not (1 <= len(key) <= LONGEST and key.isascii() and key.isprintable()):
        raise BadIdempotencyKey
    by = actor(user_in(body))
    asked = orjson.dumps([str(by.id), by.external_user_id, by.trusted, request.path, key])
    return Call(sha256(asked).hexdigest(), sha256(await raw_body()).hexdigest())


def user_in(body: object) -> str | None:
    given = body if isinstance(body, dict) else vars(body) if body else {}
    return given.get("external_user_id")
