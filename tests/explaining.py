"""What the routes really send to PostgreSQL, and how it would go about it."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from loops_tenants.scope import pool

TRIED = 5  # plans for given values that PostgreSQL makes, before it compares them with one for any


class Sent(NamedTuple):
    query: str
    args: tuple[object, ...]


@contextmanager
def listening() -> Iterator[list[Sent]]:
    """What goes to PostgreSQL inside. Ask for something beforehand: host, key and statuses are believed for a while."""
    statements: list[Sent] = []

    def heard(said: Any) -> None:
        statements.append(Sent(said.query, said.args))

    listened = [holder._con for holder in pool()._holders if holder._con]
    for one in listened:
        one.add_query_logger(heard)
    yield statements
    for one in listened:
        one.remove_query_logger(heard)


async def plans(statement: Sent) -> AsyncIterator[dict[str, Any]]:
    """As PostgreSQL makes it for these values, and as it makes it for any."""
    async with pool().acquire() as worker:
        for mode in ("force_custom_plan", "force_generic_plan"):
            await worker.execute(f"SET plan_cache_mode = {mode}")
            (text,) = await worker.fetchrow(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement.query}", *statement.args)
            yield json.loads(text)[0]["Plan"]
        await worker.execute("RESET plan_cache_mode")


async def is_planned_for_any(statement: Sent) -> bool:
    """Else PostgreSQL takes such a plan for dear, and makes one each time, which may take longer than the rest."""
    async with pool().acquire() as worker:
        prepared = await worker.prepare(statement.query)
        for _ in range(TRIED + 2):
            await prepared.fetchrow(*statement.args)
        counted = "SELECT custom_plans FROM pg_prepared_statements WHERE name = $1"
        return bool(await worker.fetchval(counted, prepared.get_name()) == TRIED)


def faults(plan: dict[str, Any], *, most: int) -> list[str]:
    """Sequential scans, and nodes that read, sort or pass over more than is allowed."""
    found: list[str] = []
    for node in nodes(plan):
        passed = sum(node.get(f"Rows Removed by {what}", 0) for what in ("Filter", "Index Recheck", "Join Filter"))
        rows = (node["Actual Rows"] + passed) * node["Actual Loops"]
        if node["Node Type"] == "Seq Scan" or rows > most:
            found.append(f"{node['Node Type']} on {node.get('Relation Name')}: {rows} rows, {passed} passed over")
    return found


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)
