"""What became of a claim: settled by whoever holds its token, lost with its worker, or handed back."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple
from uuid import UUID

from loops.models.claim import DUE, NOW, TWICE_LOST, WAITING
from loops_tenants.scope import connection, system_transaction, tenant_transaction

BATCH = 5000  # rows of one statement


class Outcome(NamedTuple):
    """How an attempt went (see Attempt): `answer` is raw, at most 8 KiB."""

    outcome: Literal["delivered", "refused", "unreachable"]
    status: int | None
    error: str | None
    answer: bytes | None
    milliseconds: int


class Settled(NamedTuple):
    id: UUID
    token: UUID
    outcome: Outcome


async def settle(tenant_id: UUID, ended: Sequence[Settled], waits: Sequence[float]) -> None:
    """Write the attempts, and what follows from each: delivered, due again after one of `waits` (seconds), or failed.

    A token that is no longer the delivery's changes nothing: the claim was lost, and somebody else has it.
    """
    rows = [(one.id, one.token, *one.outcome) for one in ended]
    async with tenant_transaction(tenant_id):
        await connection().execute(SETTLE, waits, tenant_id, *map(list, zip(*rows, strict=True)))


async def write_off(waits: Sequence[float]) -> bool:
    """Claims whose lease ran out: an attempt each, of which nobody knows how it went.

    Gives whether any is due that was lost twice in a row, and so is to be claimed alone.
    """
    async with system_transaction():
        await connection().execute(WRITE_OFF, waits)
        return bool(await connection().fetchval(ANY_TWICE_LOST))


async def hand_back(claims: Iterable[tuple[UUID, UUID]], *, after: float = 0) -> None:
    """Give up (delivery, token)s as if they had not been claimed, to be claimed again after some seconds."""
    if rows := list(claims):
        async with system_transaction():
            await connection().execute(HAND_BACK, *map(list, zip(*rows, strict=True)), after)


async def let_go() -> None:
    """Fail what waits for an endpoint that is no more."""
    async with system_transaction():
        for waiting in (DUE, TWICE_LOST):
            await connection().execute(LET_GO.format(due=waiting))


# $1 are the waits, and an array's end is null: after the last one nothing is due, and the delivery has failed.
AGAIN = "loops_now() + ($1::float8[])[d.attempts] * (0.8 + 0.4 * random()) * interval '1 second'"
ENDED = "CASE WHEN d.attempts > cardinality($1::float8[]) THEN 'failed' ELSE 'pending' END"

SETTLE = f"""
WITH ended AS (
    SELECT * FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::int[], $7::text[], $8::bytea[], $9::int[])
        AS ended (id, token, outcome, status, error, answer, milliseconds)
), settled AS (
    UPDATE deliveries d
    SET lease_token = NULL, lease_until = NULL, lost = 0,
        state = CASE WHEN outcome = 'delivered' THEN 'delivered' ELSE {ENDED} END,
        next_attempt_at = CASE WHEN outcome = 'delivered' THEN NULL ELSE {AGAIN} END
    FROM ended WHERE d.tenant_id = $2 AND d.id = ended.id AND d.lease_token = ended.token
    RETURNING d.id, d.attempts
)
INSERT INTO attempts (tenant_id, delivery_id, number, outcome, status, error, answer, milliseconds)
SELECT $2, id, attempts, outcome, status, error, answer, milliseconds FROM settled JOIN ended USING (id)"""

WRITE_OFF = f"""
WITH lost AS (
    SELECT id FROM deliveries WHERE lease_token IS NOT NULL AND lease_until <= loops_now()
    LIMIT {BATCH} FOR NO KEY UPDATE SKIP LOCKED
), written AS (
    UPDATE deliveries d
    SET lease_token = NULL, lease_until = NULL, lost = d.lost + 1, state = {ENDED}, next_attempt_at = {AGAIN}
    WHERE d.id = ANY (ARRAY(SELECT id FROM lost))
    RETURNING d.tenant_id, d.id, d.attempts
)
INSERT INTO attempts (tenant_id, delivery_id, number, outcome) SELECT *, 'worker_lost' FROM written"""

ANY_TWICE_LOST = f"SELECT EXISTS (SELECT FROM deliveries d WHERE {TWICE_LOST} AND {NOW})"

HAND_BACK = """
UPDATE deliveries d
SET lease_token = NULL, lease_until = NULL, attempts = attempts - 1,
    next_attempt_at = greatest(d.next_attempt_at, loops_now() + $3::float8 * interval '1 second')
FROM unnest($1::uuid[], $2::uuid[]) AS claim (id, token) WHERE d.id = claim.id AND d.lease_token = claim.token"""

# From endpoint to endpoint, as claims are found.
LET_GO = f"""
WITH RECURSIVE endpoint AS (
    (SELECT d.target_id AS id FROM deliveries d WHERE {{due}} ORDER BY d.target_id LIMIT 1)
    UNION ALL
    SELECT (SELECT d.target_id FROM deliveries d WHERE {{due}} AND d.target_id > endpoint.id
            ORDER BY d.target_id LIMIT 1)
    FROM endpoint WHERE endpoint.id IS NOT NULL
), gone AS (
    SELECT waiting.id FROM endpoint, LATERAL (
        SELECT d.id FROM deliveries d WHERE d.target_id = endpoint.id AND d.target = 'webhook' AND {{due}} LIMIT {BATCH}
    ) AS waiting
    WHERE NOT EXISTS (SELECT FROM webhooks w WHERE w.id = endpoint.id)
    LIMIT {BATCH}
)
UPDATE deliveries d SET state = 'failed', next_attempt_at = NULL
WHERE d.id = ANY (ARRAY(SELECT id FROM gone)) AND {WAITING}"""
