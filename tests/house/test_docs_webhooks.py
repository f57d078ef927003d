import re
from itertools import permutations
from typing import get_args

import asyncpg

from house.pages import blocks, text
from loops.models.custom_headers import REFUSED
from loops.models.event import EventName

PAGE = text("docs/webhooks.md")


def named(section: str) -> set[str]:
    """What the first column of a section's table names."""
    rows = re.findall(r"^\| (`[^|]*) \|", PAGE.partition(f"## {section}\n")[2].partition("\n## ")[0], re.M)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def test_the_page_names_every_header_that_is_refused_and_no_other() -> None:
    refused = {pattern for patterns in REFUSED.values() for pattern in patterns.split()}
    assert {name.lower() for name in named("Headers of your own")} == refused


def test_the_page_names_no_event_that_there_is_not() -> None:
    events = {name for name in named("What is sent") if "." in name or name == "ping"}
    assert {"post.created", "vote.deleted", "endpoint.disabled", "ping"} <= events <= set(get_args(EventName))


async def test_a_copy_of_posts_is_right_whatever_comes_twice_or_late(sql: asyncpg.Connection) -> None:
    (keep,) = blocks(PAGE, "sql")
    await sql.execute(
        "CREATE TEMP TABLE posts (id text PRIMARY KEY, title text, status text, votes int, deleted bool, sequence int)"
    )
    first, last = ("p", "Dark", "open", 0, False, 1), ("p", "Night", "done", 1, True, 3)
    events = [first, first, ("p", "Dark", "planned", 1, False, 2), last]
    for order in permutations(events):
        await sql.execute("TRUNCATE pg_temp.posts")
        for event in order:
            await sql.execute(keep, *event)
        assert await sql.fetch("SELECT * FROM pg_temp.posts") == [last]
