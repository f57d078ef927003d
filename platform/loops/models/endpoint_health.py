"""How an endpoint has been faring: its circuit breaker, its pool, and when it is given up.

Ten failures in a row open the breaker. While it is open nothing is claimed; then one call is the probe: its failure
opens it anew, for longer, its success closes it, and the endpoint gets its room back step by step. What has had no
trouble has no row, so that a healthy endpoint costs nothing.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple
from uuid import UUID

from loops.answers import as_text
from loops.models.event import WANTS
from loops_tenants.access import SYSTEM
from loops_tenants.scope import connection

PER_ENDPOINT = 4  # under way at once, however many workers there are
OPENS_AT = 10  # failures in a row
FAILING_AT = 3  # failures in a row, by which an endpoint goes into the pool of the slow
GIVEN_UP_AFTER = "5 days"  # of nothing but failures
GIVEN_UP_AT = 20  # attempts

Because = Literal["gone", "failing"]


class Seen(NamedTuple):
    """Of calls to one endpoint that ended together: whether any `succeeded`, and how many `failed` after the last that
    did."""

    tenant_id: UUID
    target_id: UUID
    succeeded: bool
    failed: int
    slow: bool


async def note(seen: Iterable[Seen], waits: Sequence[float]) -> list[tuple[UUID, UUID]]:
    """Write what was seen; `waits` are the seconds that a breaker is open, the first time, the second, and so on.

    Gives (tenant, endpoint) of those that are to be given up. In an open transaction that sees all tenants' rows.
    """
    columns = [*map(list, zip(*seen, strict=True))]
    await connection().execute(BEGIN_ROWS, *columns[:2])
    return [tuple(row) for row in await connection().fetch(NOTE, waits, *columns)]


async def disable(endpoints: Iterable[tuple[UUID, UUID]], because: Because) -> None:
    """Send nothing more to these (tenant, endpoint)s, and tell the tenant's others that it has come to this."""
    columns = [*map(list, zip(*endpoints, strict=True))]
    await connection().execute(DISABLE, *columns, because, as_text(SYSTEM.as_json()))


# Of an endpoint's row `h`, which may be none.
OPEN = "(h.opened > 0 AND h.retry_at > loops_now())"
ROOM = f"CASE WHEN {OPEN} THEN 0 WHEN h.opened > 0 THEN 1 ELSE coalesce(h.room, {PER_ENDPOINT}) END"
IS_SLOW = f"coalesce(h.slow OR h.failures >= {FAILING_AT}, false)"
TROUBLED = f"coalesce(h.slow OR h.failures > 0 OR h.opened > 0 OR h.room < {PER_ENDPOINT}, false)"

BEGIN_ROWS = """
INSERT INTO endpoint_health (tenant_id, target_id)
SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS seen (tenant_id, target_id) ORDER BY 2 ON CONFLICT DO NOTHING"""

# In the order of their ids, so that two workers do not wait for each other. A failure that was under way when the
# breaker opened is no probe's.
NOTE = f"""
WITH was AS MATERIALIZED (
    SELECT h.*, succeeded, failed, seen.slow AS is_slow,
        CASE WHEN succeeded THEN 0 ELSE h.failures END + failed AS in_a_row,
        CASE
            WHEN succeeded THEN 0
            WHEN h.opened > 0 THEN h.opened + (h.retry_at <= loops_now())::int
            ELSE (h.failures + failed >= {OPENS_AT})::int
        END AS opens
    FROM unnest($2::uuid[], $3::uuid[], $4::boolean[], $5::int[], $6::boolean[])
        AS seen (tenant_id, target_id, succeeded, failed, slow)
    JOIN endpoint_health h USING (tenant_id, target_id)
    ORDER BY target_id FOR NO KEY UPDATE OF h
), noted AS (
    UPDATE endpoint_health h
    SET failures = in_a_row,
        failing_since = CASE
            WHEN in_a_row = 0 THEN NULL
            WHEN succeeded THEN loops_now()
            ELSE coalesce(was.failing_since, loops_now())
        END,
        opened = opens,
        retry_at = CASE
            WHEN opens = 0 THEN NULL
            WHEN opens = was.opened THEN was.retry_at
            ELSE loops_now() + ($1::float8[])[least(opens, cardinality($1::float8[]))] * interval '1 second'
        END,
        room = CASE
            WHEN opens > 0 OR (was.opened > 0 AND succeeded) THEN 1
            WHEN succeeded AND failed = 0 THEN least(was.room + 1, {PER_ENDPOINT})
            ELSE was.room
        END,
        slow = is_slow
    FROM was WHERE h.tenant_id = was.tenant_id AND h.target_id = was.target_id
    RETURNING h.*
)
SELECT tenant_id, target_id FROM noted
WHERE failures >= {GIVEN_UP_AT} AND failing_since <= loops_now() - interval '{GIVEN_UP_AFTER}'"""

# The tenants' other endpoints are those of the snapshot, in which these are not disabled yet.
DISABLE = f"""
WITH disabled AS (
    UPDATE webhooks w SET disabled_at = loops_now(), disabled_because = $3
    FROM unnest($1::uuid[], $2::uuid[]) AS given (tenant_id, id)
    WHERE w.tenant_id = given.tenant_id AND w.id = given.id AND w.disabled_at IS NULL
    RETURNING w.tenant_id, w.id, w.url
), made AS MATERIALIZED (
    SELECT disabled.*, loops_uuid7() AS event_id, loops_now() AS at FROM disabled
), event AS (
    INSERT INTO events (id, tenant_id, name, created_at, body)
    SELECT event_id, made.tenant_id, 'endpoint.disabled', at, to_json(shown)::text
    FROM made, tenants t, LATERAL (
        SELECT 'endpoint.disabled' AS event, event_id AS id, at AS timestamp, NULL::bigint AS sequence,
            t.slug AS tenant, NULL::json AS post,
            (SELECT to_json(it) FROM (SELECT made.id, url, $3 AS disabled_because) AS it) AS webhook, $4::json AS actor
    ) AS shown
    WHERE t.id = made.tenant_id
    RETURNING tenant_id, id
)
INSERT INTO deliveries (tenant_id, event_id, target_id)
SELECT event.tenant_id, event.id, w.id
FROM event JOIN webhooks w ON w.tenant_id = event.tenant_id AND w.disabled_at IS NULL,
    (SELECT 'endpoint.disabled' AS name, NULL::text AS status, NULL::text AS tag) AS about
WHERE w.id NOT IN (SELECT id FROM disabled) AND {WANTS}"""
