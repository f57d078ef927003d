"""What became of a claim: settled by whoever holds its token, lost with its worker, or handed back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple
from uuid import UUID

from loops.models.claim import CLOCK, DUE, NOW, TWICE_LOST, WAITING, Claim
from loops.models.endpoint_health import Seen, disable, note
from loops.models.waiting import WEEK_OLD
from loops_tenants.scope import connection, system_transaction

BATCH = 5000  # rows of one statement
SLOW = 1000  # milliseconds of a call, from which on its endpoint counts as slow
GONE = 410


Went = Literal["delivered", "refused", "unreachable"]


class Outcome(NamedTuple):
    """How an attempt went (see Attempt): `answer` is raw, at most 8 KiB; `request` and `headers` are JSON texts.

    `retry_after`: the seconds that the endpoint asked for; it gets them, or what is its turn if that is more.
    """

    outcome: Went
    status: int | None
    error: str | None
    answer: bytes | None
    milliseconds: int
    request: str | None = None
    headers: str | None = None
    retry_after: float | None = None


class Settled(NamedTuple):
    claim: Claim
    outcome: Outcome


async def settle(ended: Sequence[Settled], waits: Sequence[float], breaker: Sequence[float]) -> None:
    """Write the attempts, and what follows from each: delivered, due again after one of `waits` (seconds), or failed.

    A token that is no longer the delivery's changes nothing: the claim was lost, and somebody else has it. Then what
    was seen of the endpoints: `breaker` are the seconds that one is left alone, the first time, the second, …
    """
    rows = [(one.claim.tenant_id, one.claim.id, one.claim.token, *one.outcome) for one in ended]
    async with system_transaction():
        await connection().execute(SETTLE, waits, *map(list, zip(*rows, strict=True)))
        if (seen := list(worth_noting(ended))) and (failing := await note(seen, breaker)):
            await disable(failing, "failing")
        if gone := {(c.tenant_id, c.webhook_id) for c, outcome in ended if outcome.status == GONE}:
            await disable(gone, "gone")


def worth_noting(ended: Sequence[Settled]) -> Iterable[Seen]:
    """Of each endpoint that is in trouble, or was: what is not, is not written about."""
    calls = defaultdict[tuple[UUID, UUID], list[Settled]](list)
    for one in ended:
        calls[one.claim.tenant_id, one.claim.webhook_id].append(one)
    for (tenant_id, webhook_id), those in calls.items():
        went = [one.outcome.outcome == "delivered" for one in those]
        slow = any(one.outcome.milliseconds >= SLOW for one in those)
        if slow or not all(went) or any(one.claim.troubled for one in those):
            failed = went[::-1].index(True) if any(went) else len(went)
            yield Seen(tenant_id, webhook_id, any(went), failed, slow)


async def write_off(waits: Sequence[float]) -> bool:
    """Claims whose lease ran out: an attempt each, of which nobody knows how it went.

    Gives whether any is due that was lost twice in a row, and so is to be claimed alone.
    """
    async with system_transaction():
        await connection().execute(WRITE_OFF, waits)
        return bool(await connection().fetchval(ANY_TWICE_LOST))


async def hand_back(claims: Iterable[tuple[UUID, UUID]]) -> None:
    """Give up (delivery, token)s as if they had not been claimed."""
    if rows := list(claims):
        async with system_transaction():
            await connection().execute(HAND_BACK, *map(list, zip(*rows, strict=True)))


async def put_off(claim: Claim, error: str, *, after: float) -> None:
    """Hand back what cannot be sent for a reason of ours, to be claimed again after some seconds.

    After a week of it the delivery has failed, and its log says why.
    """
    async with system_transaction():
        await connection().execute(PUT_OFF, claim.tenant_id, claim.id, claim.token, after, error)


async def let_go() -> None:
    """Fail what waits for an endpoint that is no more."""
    async with system_transaction():
        for waiting in (DUE, TWICE_LOST):
            await connection().execute(LET_GO.format(due=waiting))


# $1 are the waits, and an array's end is null: after the last one nothing is due, and the delivery has failed.
WAIT = "($1::float8[])[d.attempts] * (0.8 + 0.4 * random())"
ENDED = "d.attempts > cardinality($1::float8[])"

SETTLE = f"""
WITH ended AS (
    SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::int[], $7::text[], $8::bytea[], $9::int[],
            $10::text[], $11::text[], $12::float8[])
        AS ended (tenant_id, id, token, outcome, status, error, answer, milliseconds, request, headers, asked)
), settled AS (
    UPDATE deliveries d
    SET lease_token = NULL, lease_until = NULL, lost = 0,
        state = CASE WHEN outcome = 'delivered' THEN 'delivered' WHEN {ENDED} THEN 'failed' ELSE 'pending' END,
        next_attempt_at = CASE
            WHEN outcome = 'delivered' OR {ENDED} THEN NULL
            ELSE {CLOCK} + greatest({WAIT}, asked) * interval '1 second'
        END
    FROM ended WHERE d.id = ended.id AND (d.tenant_id = ended.tenant_id) IS TRUE AND d.lease_token = ended.token
    RETURNING d.id, d.attempts
)
INSERT INTO attempts (tenant_id, delivery_id, number, outcome, status, error, answer, milliseconds, request,
    answer_headers, created_at)
SELECT tenant_id, id, attempts, outcome, status, error, answer, milliseconds, request::jsonb, headers::jsonb, {CLOCK}
FROM settled JOIN ended USING (id)"""

WRITE_OFF = f"""
WITH lost AS (
    SELECT id FROM deliveries WHERE lease_token IS NOT NULL AND lease_until <= loops_now()
    LIMIT {BATCH} FOR NO KEY UPDATE SKIP LOCKED
), written AS (
    UPDATE deliveries d
    SET lease_token = NULL, lease_until = NULL, lost = d.lost + 1,
        state = CASE WHEN {ENDED} THEN 'failed' ELSE 'pending' END,
        next_attempt_at = loops_now() + {WAIT} * interval '1 second'
    WHERE d.id = ANY (ARRAY(SELECT id FROM lost))
    RETURNING d.tenant_id, d.id, d.attempts
)
INSERT INTO attempts (tenant_id, delivery_id, number, outcome) SELECT *, 'worker_lost' FROM written"""

ANY_TWICE_LOST = f"SELECT EXISTS (SELECT FROM deliveries d WHERE {TWICE_LOST} AND {NOW})"

HAND_BACK = """
UPDATE deliveries d
SET lease_token = NULL, lease_until = NULL, attempts = attempts - 1
FROM unnest($1::uuid[], $2::uuid[]) AS claim (id, token) WHERE d.id = claim.id AND d.lease_token = claim.token"""

PUT_OFF = f"""
WITH waited AS (
    SELECT id, created_at < {WEEK_OLD} AS long_enough FROM deliveries
    WHERE id = $2 AND tenant_id = $1 AND lease_token = $3 FOR NO KEY UPDATE
), ended AS (
    UPDATE deliveries d
    SET lease_token = NULL, lease_until = NULL,
        state = CASE WHEN long_enough THEN 'failed' ELSE d.state END,
        attempts = CASE WHEN long_enough THEN attempts ELSE attempts - 1 END,
        next_attempt_at = CASE WHEN NOT long_enough THEN loops_now() + $4::float8 * interval '1 second' END
    FROM waited WHERE d.id = waited.id
    RETURNING d.tenant_id, d.id, d.attempts, d.state
)
INSERT INTO attempts (tenant_id, delivery_id, number, outcome, error)
SELECT tenant_id, id, attempts, 'unsigned', $5 FROM ended WHERE state = 'failed'"""

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
