"""Ids are UUIDv7 of the database's clock (RFC 9562), in the order in which they were made."""

from uuid import UUID

import asyncpg

MANY = 2_000


def microseconds(id: UUID) -> float:
    """RFC 9562, 5.7 and 6.2 (method 3): 48 bits of milliseconds, and 12 of what is below."""
    return 1000 * ((id.int >> 80) + (id.int >> 64 & 0xFFF) / 4096)


async def test_an_id_tells_when_it_was_made(sql: asyncpg.Connection) -> None:
    ask = "SELECT 1000000 * extract(epoch FROM loops_now())::float8"
    before, id, after = [await sql.fetchval(each) for each in (ask, "SELECT loops_uuid7()", ask)]
    assert id.version == 7
    assert before - 1 <= microseconds(id) <= after


async def test_ids_of_one_statement_keep_their_order(sql: asyncpg.Connection) -> None:
    made = [id for (id,) in await sql.fetch("SELECT loops_uuid7() FROM generate_series(1, $1::int)", MANY)]
    times = [id.int >> 64 for id in made]
    assert times == sorted(times)
    assert len(set(made)) == MANY


async def test_no_function_is_called_for_each_id(sql: asyncpg.Connection) -> None:
    plan = await sql.fetch("EXPLAIN (VERBOSE) SELECT loops_uuid7() FROM generate_series(1, 10)")
    assert "loops_uuid7" not in "".join(line for (line,) in plan)
