"""What is past its time: deleted by age, a batch a transaction, while everything else goes on."""

from typing import NamedTuple
from uuid import UUID

from loops.models import event_log
from loops.models.kept_answer import TOO_OLD
from loops.models.span import first_id
from loops.models.waiting import DUE, UNLEASED, WEEK_OLD, owing
from loops_tenants.scope import connection, system_transaction

BATCH = 5000
KEEPER = 0x4B454550  # an advisory lock's number, any that nobody else takes: "KEEP"
FIRST = UUID(int=0)


class Kept(NamedTuple):
    """Rows of a table for so long after their making, and those that are not `spent` for longer."""

    table: str
    age: str
    spent: str = "true"


# Of an event that a delivery waits with.
NEEDED = """EXISTS (
    SELECT FROM unnest($2::uuid[], $3::uuid[]) AS owing (tenant_id, target_id), LATERAL (
        SELECT d.state FROM deliveries d
        WHERE d.tenant_id = r.tenant_id AND d.target_id = owing.target_id AND d.event_id = r.id AND d.state = 'pending'
        LIMIT 1
    ) AS d
    WHERE owing.tenant_id = r.tenant_id)"""
# An event is there for an hour after it can last be replayed or retried: nobody who still saw it is late.
ALL = (
    Kept("attempts", "30 days"),
    Kept("deliveries", "30 days", "r.state <> 'pending'"),
    Kept("events", f"{event_log.KEPT} 1 hour", f"NOT {NEEDED}"),
    Kept("kept_answers", "24 hours", TOO_OLD.replace("created_at", "r.created_at")),
)


async def tidy() -> None:
    """Give up what has waited too long, and delete what is past its time, to the last of it."""
    while await give_up():
        pass
    for kept in ALL:
        after: UUID | None = FIRST
        while after:
            after = await delete_batch(kept, after)


async def delete_batch(kept: Kept, after: UUID = FIRST) -> UUID | None:
    """One batch of what follows the id `after`. Gives the last id that was looked at, None where there is no more.

    Going on from there passes by what was deleted before, which an open snapshot may keep in the index for long.
    """
    async with system_transaction():
        if not await is_mine():
            return None
        owed = await owing() if kept.table == "events" else []
        tenants, targets = [tenant for tenant, _ in owed], [target for _, target in owed]
        last: UUID | None = await connection().fetchval(deletion(kept), after, tenants, targets)
        return last


async def give_up() -> bool:
    """Fail a batch of what was not to be delivered for a week. Gives whether there may be more.

    What somebody retries after that has a day.
    """
    async with system_transaction():
        if not await is_mine():
            return False
        targets = [target for _, target in await owing()]
        done: str = await connection().execute(GIVE_UP, targets)
    return int(done.rpartition(" ")[2]) > 0


async def is_mine() -> bool:
    """One worker at a time."""
    mine: bool = await connection().fetchval("SELECT pg_try_advisory_xact_lock($1)", KEEPER)
    return mine


def deletion(kept: Kept) -> str:
    too_old = first_id(f"(loops_now() - interval '{kept.age}')")
    return DELETE.format(table=kept.table, too_old=too_old, spent=kept.spent)


# `spent` is asked again of what somebody else has changed meanwhile. The last part gives the values a type.
DELETE = f"""
WITH old AS MATERIALIZED (
    SELECT r.id FROM {{table}} r WHERE r.id > $1 AND r.id < {{too_old}} ORDER BY r.id LIMIT {BATCH}
), gone AS (
    DELETE FROM {{table}} r WHERE r.id = ANY (ARRAY(SELECT id FROM old)) AND {{spent}}
)
SELECT id FROM old WHERE $2::uuid[] IS NOT NULL AND $3::uuid[] IS NOT NULL ORDER BY id DESC LIMIT 1"""

# What was never tried is due since it was made.
GIVE_UP = f"""
WITH expired AS (
    SELECT old.id FROM unnest($1::uuid[]) AS owing (target_id), LATERAL (
        (SELECT d.id FROM deliveries d
         WHERE d.target_id = owing.target_id AND {DUE} AND d.next_attempt_at < {WEEK_OLD} LIMIT {BATCH})
        UNION
        (SELECT d.id FROM deliveries d
         WHERE d.target_id = owing.target_id AND {UNLEASED} AND d.attempts > 0 AND d.created_at < {WEEK_OLD}
            AND d.next_attempt_at < loops_now() - interval '1 day' LIMIT {BATCH})
    ) AS old
    LIMIT {BATCH}
), free AS (
    SELECT d.id FROM deliveries d
    WHERE d.id = ANY (ARRAY(SELECT id FROM expired)) AND {UNLEASED} FOR NO KEY UPDATE SKIP LOCKED
)
UPDATE deliveries d SET state = 'failed', next_attempt_at = NULL WHERE d.id = ANY (ARRAY(SELECT id FROM free))"""
