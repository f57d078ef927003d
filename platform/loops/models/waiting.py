"""What an endpoint is still owed: found by the indexes that claims go by, of which it is a small part."""

from datetime import datetime
from uuid import UUID

from loops_tenants.scope import connection

MOST = 1_000


async def owed(target_id: UUID) -> int:
    """How many deliveries to this endpoint are pending, in the open transaction; MOST stands for more."""
    count: int = await connection().fetchval(COUNT, target_id)
    return count


async def oldest_owed(target_id: UUID) -> datetime | None:
    """When the oldest of them was made."""
    made: datetime | None = await connection().fetchval(OLDEST, target_id)
    return made


async def owing() -> list[tuple[UUID, UUID]]:
    """Of all tenants, in a system transaction: (tenant, target) of each endpoint that is owed anything."""
    found = [row for part in (DUE, TWICE_LOST, LEASED) for row in await connection().fetch(NEXT.format(part=part))]
    return list(dict.fromkeys((tenant_id, target_id) for tenant_id, target_id in found))


# The predicates of deliveries_due, deliveries_twice_lost and deliveries_leased: each pending row is in one of them.
UNLEASED = "d.state = 'pending' AND d.lease_token IS NULL"
DUE = f"{UNLEASED} AND d.lost < 2"
TWICE_LOST = f"{UNLEASED} AND d.lost >= 2"
LEASED = "d.lease_token IS NOT NULL"

WEEK_OLD = "loops_now() - interval '7 days'"  # what waits from before that has failed


def each(columns: str, *, of: str) -> str:
    """A query over what the target `of` is owed, a part of it for each index, MOST of each."""
    return " UNION ALL ".join(
        f"(SELECT {columns} FROM deliveries d WHERE d.target_id = {of} AND {part} LIMIT {MOST})"
        for part in (DUE, TWICE_LOST, LEASED)
    )


COUNT = f"SELECT count(*) FROM (SELECT FROM ({each('1', of='$1')}) AS owed LIMIT {MOST}) AS counted"
# What was never tried is due since it was made, so none of that is older than the first that is due.
OLDEST = f"""
SELECT min(created_at) FROM (
    (SELECT d.created_at FROM deliveries d WHERE d.target_id = $1 AND {DUE} ORDER BY d.next_attempt_at LIMIT 1)
    UNION ALL
    (SELECT d.created_at FROM deliveries d WHERE d.target_id = $1 AND {UNLEASED} AND d.attempts > 0
     ORDER BY d.created_at LIMIT 1)
    UNION ALL
    (SELECT d.created_at FROM deliveries d WHERE d.target_id = $1 AND {LEASED} LIMIT {MOST})
) AS first"""

# From endpoint to endpoint by the index, whatever waits for each.
NEXT = """
WITH RECURSIVE endpoint AS (
    (SELECT d.tenant_id, d.target_id FROM deliveries d WHERE {part} ORDER BY d.target_id LIMIT 1)
    UNION ALL
    SELECT next.* FROM endpoint, LATERAL (
        SELECT d.tenant_id, d.target_id FROM deliveries d WHERE {part} AND d.target_id > endpoint.target_id
        ORDER BY d.target_id LIMIT 1
    ) AS next
)
SELECT tenant_id, target_id FROM endpoint"""
