"""Trending is a decaying score, kept as its logarithm and moved by votes alone."""

from math import log2
from random import Random

import asyncpg
import pytest

from caller import Caller

WEEK = 604800
WEEKS = "SELECT extract(epoch FROM created_at)::float8 / 604800 FROM "


async def trend_summed_up(sql: asyncpg.Connection) -> float:
    """log2(2^created + Σ 2^voted), as the page defines it."""
    times = [float(at) for (at,) in await sql.fetch(f"{WEEKS} posts UNION ALL {WEEKS} votes")]
    most = max(times)
    return most + log2(sum(2 ** (at - most) for at in times))


async def trend(sql: asyncpg.Connection) -> float:
    return float(await sql.fetchval("SELECT trend FROM posts"))


@pytest.mark.parametrize("created", ["now()", "'1970-01-01'", "now() - interval '3 years'"])
async def test_the_trend_is_what_its_votes_come_to(ada: Caller, sql: asyncpg.Connection, created: str) -> None:
    post = await ada.post()
    await sql.execute(f"UPDATE posts SET created_at = {created}")
    await sql.execute("UPDATE posts SET trend = loops_weeks(created_at)")
    chance = Random(7)
    for _ in range(60):
        await ada("POST", f"/posts/{post['id']}/vote", {"external_user_id": f"user {chance.randrange(12)}"})
        assert await trend(sql) == pytest.approx(await trend_summed_up(sql), abs=1e-6)
    assert await sql.fetchval("SELECT votes = (SELECT count(*) FROM votes) FROM posts")


async def test_a_vote_that_was_nearly_all_of_it_leaves_what_is_left(ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post()
    await sql.execute("UPDATE posts SET created_at = 'epoch', trend = 0")
    await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": "bob"})
    assert await trend(sql) > 2900
    await ada("DELETE", f"/posts/{post['id']}/vote", {"external_user_id": "bob"})
    assert await trend(sql) == 0


async def test_a_new_vote_outweighs_old_ones(ada: Caller, sql: asyncpg.Connection) -> None:
    old, new = await ada.post("Wanted long ago"), await ada.post("Wanted now")
    for voter in ("eve", "mallory"):
        await ada("PUT", f"/posts/{old['id']}/vote", {"external_user_id": voter})
    await sql.execute("UPDATE posts SET trend = trend - 5 WHERE id = $1", old["id"])
    await ada("PUT", f"/posts/{new['id']}/vote", {"external_user_id": "bob"})
    titles = [post["title"] for post in (await ada("GET", "/posts?sort=trending")).json["posts"]]
    assert titles == ["Wanted now", "Wanted long ago"]
