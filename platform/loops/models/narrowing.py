"""What a board can be narrowed to: its statuses and its tags, each with how many posts are listed there."""

from collections.abc import Sequence
from typing import NamedTuple

import orjson
from typing_extensions import TypedDict

from loops.models.status import FIRST
from loops.models.tag import TagJson
from loops_tenants.models import Tenant
from loops_tenants.scope import Asked, read

SHOWN = 20  # tags, the most used
GIVEN = {key: (name, color) for key, name, color in FIRST}


class CountedStatus(TypedDict):
    """`plain`: one of the five in the colour that it came with, which pages have their own shades of; `given`: with
    the name that it came with, which each language has its own word for."""

    key: str
    name: str
    color: str
    posts: int
    plain: bool
    given: bool


class Narrowing(NamedTuple):
    statuses: dict[str, CountedStatus]
    tags: list[TagJson]


async def narrowing(tenant: Tenant) -> Narrowing:
    return told(await read(tenant.id, NARROWING))


def told(row: Sequence[str] | None) -> Narrowing:
    """The statuses by their keys, in their order; the tags most used first. `row` is the answer to ASKED."""
    assert row  # each of the two is an aggregate
    return Narrowing({one["key"]: known(one) for one in orjson.loads(row[0])}, orjson.loads(row[1]))


def known(status: CountedStatus) -> CountedStatus:
    name, color = GIVEN.get(status["key"], (None, None))
    return {**status, "plain": status["color"] == color, "given": status["name"] == name}


NARROWING = f"""
SELECT (
    SELECT coalesce(json_agg(json_build_object('key', s.key, 'name', s.name, 'color', s.color,
        'posts', coalesce(t.n, 0)) ORDER BY s.position, s.id), '[]')
    FROM statuses s
    LEFT JOIN post_totals t ON t.tenant_id = s.tenant_id AND t.status = s.key AND t.tag = ''
    WHERE s.tenant_id = scope.tenant_id
), (
    SELECT coalesce(json_agg(json_build_object('tag', tag, 'posts', n)), '[]') FROM (
        SELECT t.tag, t.n FROM post_totals t
        WHERE t.tenant_id = scope.tenant_id AND t.status = '' AND t.tag <> '' AND t.n > 0
        ORDER BY t.n DESC, t.tag COLLATE "C" LIMIT {SHOWN}
    ) AS used
)"""
ASKED = Asked(NARROWING, ())
