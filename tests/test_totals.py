"""Totals are moved by each change, and never counted by a read."""

import asyncio
from random import Random

import asyncpg

from caller import Caller

COUNTED = """
SELECT coalesce(status, ''), coalesce(tag, ''), count(*)::int FROM posts WHERE NOT held AND merged_into IS NULL
GROUP BY GROUPING SETS ((), (status), (tag), (status, tag))
HAVING NOT (tag IS NULL AND GROUPING(tag) = 0)"""


async def kept(sql: asyncpg.Connection) -> set[tuple[str, str, int]]:
    rows = await sql.fetch("SELECT status, tag, n FROM post_totals WHERE n <> 0")
    return {(status, tag, n) for status, tag, n in rows}


async def counted(sql: asyncpg.Connection) -> set[tuple[str, str, int]]:
    return {(status, tag, n) for status, tag, n in await sql.fetch(COUNTED) if n}


async def test_totals_are_what_a_recount_gives(ada: Caller, sql: asyncpg.Connection) -> None:
    chance = Random(7)
    ids: list[str] = []
    for _ in range(60):
        step = chance.randrange(5)
        if step < 2 or not ids:
            ids.append((await ada.post(tag=chance.choice(["ui", "api", None])))["id"])
        elif step == 2:
            await ada("DELETE", f"/posts/{ids.pop(chance.randrange(len(ids)))}")
        else:
            change = {"status": chance.choice(["open", "done"]), "tag": chance.choice(["ui", None])}
            await ada("PATCH", f"/posts/{chance.choice(ids)}", change)
    assert await kept(sql) == await counted(sql)


async def test_held_and_merged_posts_are_in_no_total(ada: Caller, sql: asyncpg.Connection) -> None:
    held, merged, target = [(await ada.post(tag="ui"))["id"] for _ in range(3)]
    await sql.execute("UPDATE posts SET held = true WHERE id = $1", held)
    await sql.execute("UPDATE posts SET merged_into = $2 WHERE id = $1", merged, target)
    before = await kept(sql)
    for id in (held, merged):
        assert (await ada("PATCH", f"/posts/{id}", {"status": "done", "tag": "api"})).status == 200
        assert (await ada("DELETE", f"/posts/{id}")).status == 204
    assert await kept(sql) == before


async def test_many_at_once_neither_deadlock_nor_miscount(ada: Caller, sql: asyncpg.Connection) -> None:
    made = await asyncio.gather(*[ada.post(tag=tag) for tag in ("ui", "api", None) * 4])
    changes = [{"status": status, "tag": tag} for status in ("done", "planned") for tag in ("api", "ui", None)] * 2
    done = await asyncio.gather(
        *[ada("PATCH", f"/posts/{post['id']}", change) for post, change in zip(made, changes, strict=True)]
    )
    assert {answer.status for answer in done} == {200}
    assert await kept(sql) == await counted(sql)
