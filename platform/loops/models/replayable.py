"""What of a range of time can be sent to a webhook again: counted beforehand, and taken piece by piece."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from typing import Any, NamedTuple, Self
from uuid import UUID

from loops.models.event import WANTS
from loops.models.event_log import KEPT
from loops.models.span import SLACK, first_id, position_at
from loops_tenants.scope import connection

COUNTED = 100_000  # events are looked at, to count
WINDOW = 5_000  # at once, to find those that match


class Piece(NamedTuple):
    """Events in their order; `upto` is the last that was looked at, `over` says that none comes after it."""

    events: Sequence[UUID]
    upto: UUID | None
    over: bool


@dataclass(frozen=True)
class Range:
    """Events of one tenant since a time and before another, of these names (none means all), for one webhook."""

    tenant_id: UUID
    target_id: UUID
    since: datetime
    until: datetime
    events: list[str]
    only_failed: bool

    @classmethod
    def of(cls, row: Any) -> Self:
        """A row of `replays`."""
        return cls(*(row[field.name] for field in fields(cls)))

    @property
    def values(self) -> tuple[object, ...]:
        return astuple(self)

    async def count(self) -> tuple[int, bool]:
        """How many match, and whether that is exact: in a range of more than COUNTED events it is that or more."""
        source, bounds = self._source(), await self._bounds(None)
        total = await connection().fetchval(
            f"SELECT count(*) FROM ({source.matching(COUNTED)}) AS m", *self.values, *bounds
        )
        return total, await self._end(source, COUNTED, bounds) is None

    async def after(self, upto: UUID | None, most: int) -> Piece:
        """The next that match, `most` at most, of the WINDOW that follows."""
        source, bounds = self._source(), await self._bounds(upto)
        found = await connection().fetch(f"{source.matching(WINDOW)} LIMIT {most}", *self.values, *bounds)
        events = [id for (id,) in found]
        if len(events) == most:
            return Piece(events, events[-1], over=False)
        end = await self._end(source, WINDOW, bounds)
        return Piece(events, end, over=end is None)

    async def is_settled(self) -> bool:
        """Whether all of its events have their position, by which they are read."""
        return self.only_failed or not await connection().fetchval(UNSTAMPED, self.tenant_id, self.until)

    async def _bounds(self, upto: UUID | None) -> tuple[object, object]:
        bounds = IDS if self.only_failed else POSITIONS
        low, high = await connection().fetchrow(bounds, self.tenant_id, self.since, self.until, upto)
        return low, high

    async def _end(self, source: "Source", most: int, bounds: tuple[object, object]) -> UUID | None:
        end: UUID | None = await connection().fetchval(source.end(most), *self.values[:2], *bounds)
        return end

    def _source(self) -> "Source":
        return FAILED if self.only_failed else ALL


class Source(NamedTuple):
    """Where they come from: `window` are candidates in order, between two bounds, `of_them` those that match."""

    window: str
    of_them: str

    def matching(self, most: int) -> str:
        window = self.window.format(low="$7", high="$8", most=most)
        return self.of_them.format(window=window)

    def end(self, most: int) -> str:
        window = self.window.format(low="$3", high="$4", most=most)
        return f"SELECT id FROM ({window}) AS w WHERE $2::uuid IS NOT NULL ORDER BY nth OFFSET {most - 1} LIMIT 1"


# What the webhook asks for now. Bodies are looked into where it asks for that; a ping is one webhook's alone.
IN_BODY = "CASE WHEN w.statuses <> '{{}}' OR w.tags <> '{{}}' THEN e.body::json #>> '{{post,%s}}' END"
ABOUT = f"LATERAL (SELECT e.name, {IN_BODY % 'status'} AS status, {IN_BODY % 'tag'} AS tag) AS about"
MATCHES = f"""w.tenant_id = $1 AND w.id = $2 AND e.created_at >= $3 AND e.created_at < $4 AND e.name <> 'ping'
    AND ($5::text[] = '{{{{}}}}' OR e.name = ANY ($5::text[])) AND {WANTS.replace("{}", "{{}}")}
    AND e.created_at > loops_now() - interval '{KEPT}'"""
ALL = Source(
    """SELECT e.*, e.position AS nth FROM events e
    WHERE e.tenant_id = $1 AND e.position > {low}::bigint AND e.position < {high}::bigint
    ORDER BY e.position LIMIT {most}""",
    f"SELECT e.id FROM ({{window}}) AS e, webhooks w, {ABOUT} WHERE {MATCHES} AND NOT $6 ORDER BY e.nth",
)
# Of each event the newest delivery, if that has failed.
FAILED = Source(
    """SELECT d.event_id AS id, d.replay, d.event_id AS nth FROM deliveries d
    WHERE d.tenant_id = $1 AND d.target_id = $2 AND d.state = 'failed'
        AND d.event_id > {low}::uuid AND d.event_id < {high}::uuid
    ORDER BY d.event_id LIMIT {most}""",
    f"""SELECT d.id FROM ({{window}}) AS d, webhooks w,
        LATERAL (SELECT e.* FROM events e WHERE e.id = d.id AND (e.tenant_id = $1) IS TRUE LIMIT 1) AS e, {ABOUT}
    WHERE {MATCHES} AND $6 AND d.replay = (
        SELECT n.replay FROM deliveries n WHERE n.tenant_id = $1 AND n.target_id = $2 AND n.event_id = d.id
        ORDER BY n.replay DESC LIMIT 1)
    ORDER BY d.nth""",
)
# What $4 names may be gone by now, and so is all before it.
POSITIONS = f"""
SELECT greatest({position_at(f"$2::timestamptz - {SLACK}", tenant="$1")} - 1,
        (SELECT position FROM events WHERE id = $4 AND (tenant_id = $1) IS TRUE)),
    {position_at(f"$3::timestamptz + {SLACK}", tenant="$1")}"""
IDS = f"SELECT coalesce($4::uuid, {first_id('$2::timestamptz')}), {first_id('$3::timestamptz')} WHERE $1::uuid = $1"
UNSTAMPED = "SELECT EXISTS (SELECT FROM events WHERE position IS NULL AND tenant_id = $1 AND created_at < $2)"
