import os
import pty
import re
import subprocess
from math import log2

import asyncpg
import pytest
from quart import Quart

from console import Console
from loops.commands.demo import installation
from loops.commands.progress import NoBar
from loops.models.search import kept
from loops.models.terms import terms_of

SMALL = ("demo", "--tenants", "2", "--posts", "80", "--votes", "700", "--seed", "7", "--json")
WEEK = 604_800

TOTALS = """
SELECT tenant_id, coalesce(status, ''), coalesce(tag, ''), count(*)::int FROM posts
GROUP BY tenant_id, GROUPING SETS ((), (status), (tag), (status, tag))
HAVING NOT (tag IS NULL AND GROUPING(tag) = 0)"""
TOLD = """
SELECT title, description, status, tag, votes, source, external_user_id FROM posts JOIN tenants t ON t.id = tenant_id
WHERE slug = ANY ($1) ORDER BY array_position($1, slug), posts.created_at"""
VOTED = "SELECT extract(epoch FROM created_at)::float8 FROM votes WHERE post_id = $1"


async def make() -> list[str]:
    """Two made-up tenants; gives their slugs."""
    return [slug async for slug in installation(7, tenants=2, posts=80, votes=700, bar=NoBar())]


@pytest.fixture
async def made(app: Quart, empty: None) -> list[str]:
    return await make()


def test_its_slugs_are_what_a_script_reads(loops: Console) -> None:
    slugs = loops(*SMALL).json["slugs"]
    assert [tenant["slug"] for tenant in loops("tenant", "list", "--json").json] == slugs
    assert len(slugs) == 2


async def test_each_new_tenant_has_the_posts_and_votes_asked_for(made: list[str], sql: asyncpg.Connection) -> None:
    counts = await sql.fetch("""
        SELECT slug, (SELECT count(*) FROM posts p WHERE p.tenant_id = t.id),
            (SELECT count(*) FROM votes v WHERE v.tenant_id = t.id) FROM tenants t ORDER BY created_at""")
    assert counts == [(slug, 80, 700) for slug in made]


async def test_counters_and_trend_are_what_a_recount_gives(made: list[str], sql: asyncpg.Connection) -> None:
    posts = await sql.fetch("SELECT id, votes, trend, extract(epoch FROM created_at)::float8 AS at FROM posts")
    for id, votes, trend, born in posts:
        weeks = [at / WEEK for at in (born, *(at for (at,) in await sql.fetch(VOTED, id)))]
        most = max(weeks)
        assert votes == len(weeks) - 1
        assert trend == pytest.approx(most + log2(sum(2 ** (at - most) for at in weeks)), abs=1e-9)


async def test_totals_are_what_a_recount_gives(made: list[str], sql: asyncpg.Connection) -> None:
    kept = await sql.fetch("SELECT tenant_id, status, tag, n FROM post_totals")
    assert {tuple(row) for row in kept} == {tuple(row) for row in await sql.fetch(TOTALS)}


async def test_terms_are_those_of_each_post(made: list[str], sql: asyncpg.Connection) -> None:
    rows = await sql.fetch("""
        SELECT title, tag, description, terms, ARRAY(SELECT term FROM post_terms t
            WHERE t.tenant_id = p.tenant_id AND t.post_id = p.id ORDER BY term COLLATE "C") AS found_by FROM posts p""")
    for title, tag, description, terms, found_by in rows:
        assert terms_of(title, tag, description) == found_by
        assert terms == kept(found_by)


async def test_times_and_versions_are_as_if_each_had_come_by_itself(made: list[str], sql: asyncpg.Connection) -> None:
    wrong = """
        SELECT p.* FROM posts p
        WHERE created_at NOT BETWEEN now() - interval '2 years 1 day' AND now() OR status_changed_at > now()
        OR updated_at <> coalesce(status_changed_at, created_at) OR updated_at < created_at
        OR (status = 'open') <> (status_changed_at IS NULL) OR version <> 1 + votes + (status <> 'open')::int
        OR EXISTS (SELECT FROM votes v WHERE v.post_id = p.id AND v.created_at NOT BETWEEN p.created_at AND now())"""
    assert await sql.fetch(wrong) == []


async def test_there_is_a_history_and_no_event(made: list[str], sql: asyncpg.Connection) -> None:
    lines = await sql.fetch("""
        SELECT event, changes #>> '{status,to}' FROM post_history h JOIN posts p ON p.id = h.post_id
        WHERE h.created_at = CASE event WHEN 'post.created' THEN p.created_at ELSE status_changed_at END""")
    moved = await sql.fetch("SELECT 'post.status_changed', status FROM posts WHERE status <> 'open'")
    assert sorted(map(tuple, lines), key=str) == sorted([*map(tuple, moved), *[("post.created", None)] * 160], key=str)
    assert await sql.fetchval("SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM deliveries)") == 0


async def test_posts_speak_four_languages_and_differ(made: list[str], sql: asyncpg.Connection) -> None:
    rows = await sql.fetch("SELECT title, status, tag FROM posts")
    titles, statuses, tags = (set(column) for column in zip(*rows, strict=True))
    assert len(titles) > 140
    assert len(statuses) == 5
    assert len(tags) > 20
    for letters in ("[ぁ-ん]", "[ğışç]", "[äöüß]", "^[ -~]* the [ -~]*$"):
        assert any(re.search(letters, title) for title in titles), letters


async def test_the_same_seed_makes_the_same_of_new_tenants(made: list[str], sql: asyncpg.Connection) -> None:
    again = await make()
    assert not set(made) & set(again)
    first, second = [[tuple(post) for post in await sql.fetch(TOLD, slugs)] for slugs in (made, again)]
    assert len(first) == 160
    assert first == second


def test_votes_need_posts(loops: Console) -> None:
    done = loops("demo", "--posts", "0", "--votes", "1")
    assert (done.code, done.out) == (2, "")
    assert "Votes need posts" in done.err


def test_a_bar_on_a_terminal_shows_how_far_it_is(loops: Console) -> None:
    ours, theirs = pty.openpty()
    with loops.start(*SMALL, stdout=subprocess.PIPE, stderr=theirs) as started:
        out, _ = started.communicate()
    os.close(theirs)
    assert out.startswith('{"slugs": [')
    assert "Making posts" in os.read(ours, 10_000).decode()
    os.close(ours)
