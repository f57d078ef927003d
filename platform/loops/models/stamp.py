"""Stamping: committed events get their tenant's next `position`, by which alone they are read."""

from loops_tenants.scope import connection, system_transaction

BATCH = 1000
STAMPER = 0x5354414D  # an advisory lock's number, any that nobody else takes: "STAM"


async def stamp() -> int:
    """Stamp the oldest events that have none. Gives how many; a whole BATCH: there may be more.

    One at a time does it, and looks after it has the lock: a statement sees what was committed when it began. Within a
    post the order is that of `sequence`, for its row was locked from the `ordinal` to the commit.
    """
    async with system_transaction():
        if not await connection().fetchval("SELECT pg_try_advisory_xact_lock($1)", STAMPER):
            return 0
        done = await connection().execute(STAMP)
    return int(done.rpartition(" ")[2])


# The array says twice the same, so that nobody thinks of reading the whole table for it.
STAMP = f"""
WITH fresh AS (
    SELECT id, tenant_id, row_number() OVER (PARTITION BY tenant_id ORDER BY ordinal) AS nth
    FROM (SELECT id, tenant_id, ordinal FROM events WHERE position IS NULL ORDER BY ordinal LIMIT {BATCH}) AS oldest
), many AS (
    SELECT tenant_id, count(*) AS n FROM fresh GROUP BY tenant_id
), counted AS (
    INSERT INTO event_counters AS c (tenant_id, position) SELECT tenant_id, n FROM many
    ON CONFLICT (tenant_id) DO UPDATE SET position = c.position + excluded.position
    RETURNING tenant_id, position
)
UPDATE events e SET position = counted.position - many.n + fresh.nth
FROM fresh JOIN many USING (tenant_id) JOIN counted USING (tenant_id)
WHERE e.id = fresh.id AND e.id = ANY (ARRAY(SELECT id FROM fresh))"""
