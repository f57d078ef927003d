"""A span of time in rows that are numbered as they came: where it begins, without reading what lies before it."""

SLACK = "interval '5 minutes'"  # a position follows its commit, and no transaction takes as long

# Ids begin with the milliseconds of their making (RFC 9562, 5.7): the least that one made at {at} can have.
FIRST_ID = """encode(int8send(floor(extract(epoch FROM {at}) * 1000)::bigint << 16) || int8send(0), 'hex')::uuid"""

# The least position of tenant {tenant} whose event, like all from there on, was made at {at} or later. Halving what is
# left takes 30 looks where there are a billion; positions that are no more are passed over.
POSITION_AT = """(
WITH RECURSIVE between AS (
    SELECT coalesce(min(position), 0) AS low, coalesce(max(position), 0) + 1 AS high FROM (
        (SELECT position FROM events WHERE tenant_id = {tenant} AND position IS NOT NULL ORDER BY position LIMIT 1)
        UNION ALL
        (SELECT position FROM events WHERE tenant_id = {tenant} AND position IS NOT NULL ORDER BY position DESC LIMIT 1)
    ) AS ends
    UNION ALL
    SELECT CASE WHEN next.created_at < {at} THEN next.position + 1 ELSE b.low END,
        CASE WHEN next.created_at < {at} THEN b.high ELSE (b.low + b.high) / 2 END
    FROM between b, LATERAL (
        SELECT position, created_at FROM events
        WHERE tenant_id = {tenant} AND position >= (b.low + b.high) / 2 ORDER BY position LIMIT 1
    ) AS next
    WHERE b.low < b.high
)
SELECT low FROM between ORDER BY high - low, low DESC LIMIT 1)"""


def first_id(at: str) -> str:
    """An SQL expression, of one for a time."""
    return FIRST_ID.format(at=at)


def position_at(at: str, *, tenant: str) -> str:
    return POSITION_AT.format(at=at, tenant=tenant)
