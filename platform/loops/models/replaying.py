"""Working replays off: each makes as many deliveries a second as it was asked to, and goes on wherever it stood."""

import asyncpg

from loops.models.replayable import Piece, Range
from loops_tenants.scope import connection, system_transaction


async def work_off() -> bool:
    """Make the deliveries of one second of one replay, if one is due. Gives whether one was.

    All that is known of how far it is stands in its row, and moves together with what is made.
    """
    async with system_transaction():
        if (replay := await connection().fetchrow(DUE)) is None:
            return False
        if replay["unserved"]:
            await connection().execute(CANCEL, replay["id"])
        else:
            await carry_on(replay)
        return True


async def carry_on(replay: asyncpg.Record) -> None:
    range = Range.of(replay)
    piece = await range.after(replay["upto"], replay["rate"])
    waits = piece.over and not await range.is_settled()
    await connection().execute(MAKE, range.tenant_id, range.target_id, piece.events)
    await connection().execute(MOVE, replay["id"], *moved(piece, waits=waits))


def moved(piece: Piece, *, waits: bool) -> tuple[object, ...]:
    upto = piece.events[-1] if piece.over and piece.events else piece.upto
    return len(piece.events), upto, piece.over and not waits, waits


# A webhook that is disabled is given nothing, and one that is deleted neither.
DUE = """
SELECT r.*, w.id IS NULL OR w.disabled_at IS NOT NULL AS unserved
FROM replays r LEFT JOIN webhooks w ON w.tenant_id = r.tenant_id AND w.id = r.target_id
WHERE r.state = 'running' AND r.next_at <= loops_now()
ORDER BY r.next_at LIMIT 1 FOR NO KEY UPDATE OF r SKIP LOCKED"""
CANCEL = "UPDATE replays SET state = 'cancelled', ended_at = loops_now(), next_at = NULL WHERE id = $1"
MAKE = """
INSERT INTO deliveries (tenant_id, target_id, event_id, replay)
SELECT $1, $2, made.id, 1 + coalesce((
    SELECT d.replay FROM deliveries d WHERE d.tenant_id = $1 AND d.target_id = $2 AND d.event_id = made.id
    ORDER BY d.replay DESC LIMIT 1), 0)
FROM unnest($3::uuid[]) AS made (id)"""
# What was late is caught up with by a second at most. Where nothing matched, the next look is due at once.
MOVE = """
UPDATE replays SET made = made + $2, upto = coalesce($3, upto),
    state = CASE WHEN $4 THEN 'done' ELSE state END,
    ended_at = CASE WHEN $4 THEN loops_now() END,
    next_at = CASE WHEN $4 THEN NULL WHEN $5 THEN loops_now() + interval '1 second'
        ELSE greatest(next_at, loops_now() - interval '1 second') + interval '1 second' * ($2::float8 / rate) END
WHERE id = $1"""
