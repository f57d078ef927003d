"""Claims: what a worker takes upon itself to deliver, endpoint by endpoint, never more than it can start at once."""

from typing import NamedTuple
from uuid import UUID, uuid4

from loops_tenants.scope import connection, system_transaction

PER_ENDPOINT = 4  # under way at once, however many workers there are


class Claim(NamedTuple):
    """One delivery, ours until the lease ends. `place`: the how manieth of its endpoint's that are under way."""

    id: UUID
    tenant_id: UUID
    event_id: UUID
    event: str
    body: str
    webhook_id: UUID
    url: str
    secret: str
    token: UUID
    place: int


async def claim(room: int, *, lease: float, alone: bool = False) -> list[Claim]:
    """Up to `room` deliveries that are due, for `lease` seconds: first of endpoints that have least under way.

    `alone` takes one of those that have twice taken their worker with them; nothing else ought to be under way then.
    """
    which = TWICE_LOST if alone else DUE
    token = uuid4()
    async with system_transaction():
        # A statement sees what was there when it began: first the lock, then the count of what is under way.
        found = await connection().fetch(FIND.format(due=which), room, PER_ENDPOINT)
        if not found:
            return []
        endpoints = [id for (id,) in found]
        taken = await connection().fetch(TAKE.format(due=which), endpoints, room, PER_ENDPOINT, token, lease)
    return [Claim(*row) for row in taken]


# Each as the predicate of its index says it. WAITING alone is that of none: a row that is found already is not to be
# looked for among all that wait.
WAITING = "d.state = 'pending' AND d.lease_token IS NULL"
DUE = f"{WAITING} AND d.lost < 2"
TWICE_LOST = f"{WAITING} AND d.lost >= 2"
NOW = "d.next_attempt_at <= loops_now()"

# From the head of one endpoint's queue to the next one's, by the index: it costs as much as there are endpoints,
# however much waits. FOR UPDATE would collide with the foreign keys of every write.
FIND = f"""
WITH RECURSIVE head AS (
    (SELECT d.target_id, d.next_attempt_at FROM deliveries d WHERE {{due}}
     ORDER BY d.target_id, d.next_attempt_at LIMIT 1)
    UNION ALL
    SELECT next.* FROM head, LATERAL (
        SELECT d.target_id, d.next_attempt_at FROM deliveries d WHERE {{due}} AND d.target_id > head.target_id
        ORDER BY d.target_id, d.next_attempt_at LIMIT 1
    ) AS next
), busy AS (
    SELECT target_id, count(*) AS live FROM deliveries
    WHERE lease_token IS NOT NULL AND lease_until > loops_now() GROUP BY target_id
)
SELECT w.id
FROM head d
JOIN webhooks w ON w.id = d.target_id AND w.active AND w.disabled_at IS NULL
JOIN tenants t ON t.id = w.tenant_id AND t.suspended_at IS NULL AND t.deleted_at IS NULL
LEFT JOIN busy ON busy.target_id = w.id
WHERE {NOW} AND coalesce(live, 0) < $2
ORDER BY coalesce(live, 0), random() LIMIT $1
FOR NO KEY UPDATE OF w SKIP LOCKED"""

TAKE = f"""
WITH due AS (
    SELECT d.id, busy.live + d.nth AS place
    FROM unnest($1::uuid[]) AS endpoint (id),
        LATERAL (SELECT count(*) AS live FROM deliveries
                 WHERE target_id = endpoint.id AND lease_token IS NOT NULL AND lease_until > loops_now()) AS busy,
        LATERAL (SELECT id, row_number() OVER () AS nth FROM (
                     SELECT d.id FROM deliveries d WHERE d.target_id = endpoint.id AND {{due}} AND {NOW}
                     ORDER BY d.next_attempt_at LIMIT greatest(0, $3 - busy.live)) AS first) AS d
    ORDER BY place LIMIT $2
), taken AS (
    UPDATE deliveries d
    SET lease_token = $4, lease_until = loops_now() + $5::float8 * interval '1 second', attempts = attempts + 1
    WHERE d.id = ANY (ARRAY(SELECT id FROM due)) AND {WAITING}
    RETURNING d.id, d.tenant_id, d.event_id, d.target_id
)
SELECT taken.id, taken.tenant_id, e.id, e.name, e.body, w.id, w.url, w.secret, $4::uuid, due.place
FROM taken
JOIN due ON due.id = taken.id
JOIN events e ON e.tenant_id = taken.tenant_id AND e.id = taken.event_id
JOIN webhooks w ON w.id = taken.target_id"""
