"""Claims: what a worker takes upon itself to deliver, endpoint by endpoint, never more than it can start at once."""

from collections.abc import Mapping
from math import ceil
from typing import NamedTuple
from uuid import UUID, uuid4

from loops.models.endpoint_health import IS_SLOW, PER_ENDPOINT, ROOM, TROUBLED
from loops.models.secret import HOLDING
from loops_tenants.scope import connection, system_transaction


class Claim(NamedTuple):
    """One delivery, ours until the lease ends. `slow` and `troubled` are said of its endpoint (see endpoint_health).

    `older_secrets`: those that hold beside `secret` (see secret.HOLDING); `headers`: as custom_headers keeps them.
    """

    id: UUID
    tenant_id: UUID
    event_id: UUID
    event: str
    body: str
    webhook_id: UUID
    url: str
    secret: str
    token: UUID
    slow: bool
    troubled: bool
    older_secrets: str = "[]"
    headers: str = ""


class Rooms(NamedTuple):
    """How many calls more a worker may have under way: to endpoints that are `slow`, and to all others."""

    fast: int
    slow: int


# How many claims a worker holds, of each (tenant, kind: slow or not).
Holdings = Mapping[tuple[UUID, bool], int]
NOTHING: Holdings = {}


async def claim(
    rooms: Rooms, *, lease: float, held: Holdings = NOTHING, share: int = 1000, alone: bool = False
) -> list[Claim]:
    """What is due, as much as there is room for, for `lease` seconds.

    Who holds as many as its `share` of one kind gets no more of it while another tenant waits. `alone` takes one of
    those that have twice taken their worker with them; nothing else ought to be under way then.
    """
    which = TWICE_LOST if alone else DUE
    shares = [list(column) for column in zip(*((*of, n) for of, n in held.items()), strict=True)] or [[], [], []]
    # Its commit waits for the disk: a claim that PostgreSQL forgot when it fell would be made again beside the first.
    async with system_transaction():
        # A statement sees what was there when it began: first the lock, then the count of what is under way.
        found = await connection().fetch(FIND.format(due=which), *rooms, *shares, share)
        if not found:
            return []
        columns = [*map(list, zip(*found, strict=True))]
        each = ceil(sum(rooms) / len(found))  # of one endpoint: not much more is looked at than taken
        taken = await connection().fetch(TAKE.format(due=which), *columns, *rooms, *shares, share, each, uuid4(), lease)
    return [Claim(*row) for row in taken]


# Each as the predicate of its index says it. WAITING alone is that of none: a row that is found already is not to be
# looked for among all that wait.
WAITING = "d.state = 'pending' AND d.lease_token IS NULL"
DUE = f"{WAITING} AND d.lost < 2"
TWICE_LOST = f"{WAITING} AND d.lost >= 2"
# Asked once for a statement: to ask it for each endpoint costs as much as to find its rows.
CLOCK = "(SELECT loops_now())"
NOW = f"d.next_attempt_at <= {CLOCK}"
# Counted no further than it matters, and in the index's order. Else PostgreSQL makes a bitmap of all leases of the last
# half minute and looks at the row of each that has ended; by reading the index in order it learns to pass them by.
LIVE = f"""
SELECT count(*) AS live FROM (
    SELECT FROM deliveries
    WHERE target_id = {{endpoint}}.id AND lease_token IS NOT NULL AND lease_until > {CLOCK}
    ORDER BY lease_until LIMIT {PER_ENDPOINT}
) AS leased"""

# From the head of one endpoint's queue to the next one's, by the index: it costs as much as there are endpoints,
# however much waits. What is looked up of each is LATERAL and has a LIMIT: where PostgreSQL is free to join as it
# likes, and believes that there is one endpoint, it looks at each of them for each of them. Tenants take turns, and of
# one tenant first come endpoints that have least under way. FOR UPDATE would collide with every write's foreign keys.
FIND = f"""
WITH RECURSIVE head AS (
    (SELECT d.target_id, d.next_attempt_at FROM deliveries d WHERE {{due}}
     ORDER BY d.target_id, d.next_attempt_at LIMIT 1)
    UNION ALL
    SELECT next.* FROM head, LATERAL (
        SELECT d.target_id, d.next_attempt_at FROM deliveries d WHERE {{due}} AND d.target_id > head.target_id
        ORDER BY d.target_id, d.next_attempt_at LIMIT 1
    ) AS next
), ripe AS MATERIALIZED (
    SELECT d.target_id AS id FROM head d WHERE {NOW}
), ready AS (
    SELECT w.id, w.tenant_id, live, {ROOM} AS room, {IS_SLOW} AS slow, {TROUBLED} AS troubled
    FROM ripe
    CROSS JOIN LATERAL (
        SELECT id, tenant_id FROM webhooks WHERE id = ripe.id AND active AND disabled_at IS NULL LIMIT 1) AS w
    CROSS JOIN LATERAL (
        SELECT FROM tenants WHERE id = w.tenant_id AND suspended_at IS NULL AND deleted_at IS NULL LIMIT 1) AS t
    CROSS JOIN LATERAL ({LIVE.format(endpoint="w")}) AS busy
    LEFT JOIN LATERAL (
        SELECT * FROM endpoint_health WHERE tenant_id = w.tenant_id AND target_id = w.id LIMIT 1) AS h ON true
    WHERE live < {ROOM}
), waiting AS (
    SELECT ready.*, row_number() OVER (PARTITION BY ready.tenant_id, ready.slow ORDER BY live, random()) AS turn
    FROM ready LEFT JOIN unnest($3::uuid[], $4::boolean[], $5::int[]) AS held (tenant_id, slow, n)
        USING (tenant_id, slow)
    WHERE coalesce(n, 0) < $6::int OR NOT EXISTS (
        SELECT FROM ready AS other WHERE other.slow = ready.slow AND other.tenant_id <> ready.tenant_id)
), chosen AS (
    SELECT *, row_number() OVER (PARTITION BY slow ORDER BY turn, random()) AS place FROM waiting
)
SELECT w.id, w.tenant_id, chosen.room, chosen.slow, chosen.troubled
FROM chosen JOIN webhooks w ON w.id = chosen.id
WHERE place <= CASE WHEN slow THEN $2::int ELSE $1::int END
FOR NO KEY UPDATE OF w SKIP LOCKED"""

TAKE = f"""
WITH due AS (
    SELECT d.id, endpoint.tenant_id, slow, troubled, busy.live + d.nth AS place
    FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::boolean[], $5::boolean[])
            AS endpoint (id, tenant_id, room, slow, troubled),
        LATERAL ({LIVE.format(endpoint="endpoint")}) AS busy,
        LATERAL (SELECT id, row_number() OVER () AS nth FROM (
                     SELECT d.id FROM deliveries d WHERE d.target_id = endpoint.id AND {{due}} AND {NOW}
                     ORDER BY d.next_attempt_at LIMIT greatest(0, least($12::int, room - busy.live))) AS first) AS d
), shared AS (
    SELECT due.*, coalesce(n, 0) + row_number() OVER (PARTITION BY due.tenant_id, due.slow ORDER BY place) AS of_tenant
    FROM due LEFT JOIN unnest($8::uuid[], $9::boolean[], $10::int[]) AS held (tenant_id, slow, n)
        USING (tenant_id, slow)
), chosen AS (
    SELECT *, row_number() OVER (PARTITION BY slow ORDER BY place, random()) AS nth FROM shared
    WHERE of_tenant <= $11::int OR NOT EXISTS (
        SELECT FROM due AS other WHERE other.slow = shared.slow AND other.tenant_id <> shared.tenant_id)
), taken AS (
    UPDATE deliveries d
    SET lease_token = $13, lease_until = {CLOCK} + $14::float8 * interval '1 second', attempts = attempts + 1
    WHERE {WAITING}
        AND d.id = ANY (ARRAY(SELECT id FROM chosen WHERE nth <= CASE WHEN slow THEN $7::int ELSE $6::int END))
    RETURNING d.id, d.tenant_id, d.event_id, d.target_id
)
SELECT taken.id, taken.tenant_id, e.id, e.name, e.body, w.id, w.url, w.secret, $13::uuid, slow, troubled,
    {HOLDING}, w.headers
FROM taken
JOIN chosen ON chosen.id = taken.id
JOIN events e ON e.id = taken.event_id AND (e.tenant_id = taken.tenant_id) IS TRUE
JOIN webhooks w ON w.id = taken.target_id AND (w.tenant_id = taken.tenant_id) IS TRUE"""
