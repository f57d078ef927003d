from xml.etree import ElementTree

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN
from loops_tenants.models import Tenant
from machines.asking import SITEMAP, announced, told
from pages.reading import HERE, read
from visitor import visit

HOME = f"https://acme.{DOMAIN}"
FIXED = [f"{HOME}/", f"{HOME}/roadmap", f"{HOME}/changelog", f"{HOME}/developers"]


async def addresses(app: Quart, url: str) -> list[str]:
    found = ElementTree.fromstring(await told(app, url, "application/xml"))
    return [loc.text or "" for loc in found.iter(f"{SITEMAP}loc")]


async def test_a_sitemap_leads_to_every_post_by_its_month(app: Quart, ada: Caller, sql: asyncpg.Connection) -> None:
    posts = [await ada.post(f"Idea {n}") for n in range(4)]
    times = ("2026-11-30T23:59:59.9Z", "2026-11-01T00:00:00Z", "2026-10-31T23:59:59.9Z", "1970-01-01T00:00:00Z")
    for post, time in zip(posts, times, strict=True):
        await sql.execute("UPDATE posts SET created_at = $2::text::timestamptz WHERE id = $1", post["id"], time)
    index = await addresses(app, "/sitemap.xml")
    assert index == [f"{HOME}/sitemap/{name}.xml" for name in ("pages", "2026-11", "2026-10", "1970-01")]
    listed = [await addresses(app, url.removeprefix(HOME)) for url in index[1:]]
    urls = [post["url"] for post in posts]
    assert listed == [urls[:2], urls[2:3], urls[3:]]


async def test_an_address_says_when_it_changed(app: Quart, ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post()
    await sql.execute("UPDATE posts SET updated_at = '2026-11-03T23:30:00.5+03'")
    xml = await told(app, f"/sitemap/{post['created_at'][:7]}.xml", "application/xml")
    assert "<lastmod>2026-11-03T20:30:00Z</lastmod>" in xml


async def test_a_sitemap_leads_to_what_was_published(app: Quart, ada: Caller) -> None:
    entry = await announced(ada)
    await ada("POST", "/changelog", {"title": "Not yet"})
    assert await addresses(app, "/sitemap/pages.xml") == [*FIXED, entry["url"]]


@pytest.mark.parametrize("change", ["held = true", "merged_into = (SELECT id FROM posts WHERE title = 'Other')"])
async def test_who_is_held_or_merged_is_in_none(app: Quart, ada: Caller, sql: asyncpg.Connection, change: str) -> None:
    other, post = await ada.post("Other"), await ada.post("Dark mode")
    await sql.execute(f"UPDATE posts SET {change} WHERE title = 'Dark mode'")
    assert await addresses(app, f"/sitemap/{post['created_at'][:7]}.xml") == [other["url"]]


@pytest.mark.parametrize("month", ["2001-01", "2026-13", "none", "2026-1", "%00", "0000-01", "2026-11-01"])
async def test_a_month_without_posts_is_no_file(app: Quart, ada: Caller, month: str) -> None:
    await ada.post()
    await read(app, f"/sitemap/{month}.xml", status=404)


async def test_robots_are_told_where_it_is_and_what_to_leave(app: Quart, acme: Tenant) -> None:
    said = (await told(app, "/robots.txt", "text/plain")).splitlines()
    assert said[0] == "User-agent: *"
    assert f"Sitemap: {HOME}/sitemap.xml" in said
    for path in ("/admin", "/api", "/sign-", "/me", "/new"):
        assert f"Disallow: {path}" in said
    assert "Allow: /" in said


async def test_the_apex_has_rules_of_its_own(app: Quart, acme: Tenant) -> None:
    got = await visit(app, "/robots.txt", ("Host", DOMAIN))
    assert got.status == 200
    assert "Disallow: /sign-" in got.text
    assert "Sitemap" not in got.text
    for url in ("/feed.atom", "/sitemap.xml", "/llms.txt", "/index.md"):
        await read(app, url, ("Host", DOMAIN), status=404)
    assert (await visit(app, "/robots.txt", ("Host", "evil.test"))).status == 404


async def test_the_sitemaps_are_valid_whoever_is_called_what(app: Quart, ada: Caller) -> None:
    await ada.post()
    for url in await addresses(app, "/sitemap.xml"):
        assert url.startswith(HOME)
        assert (await visit(app, url.removeprefix(HOME), HERE)).status == 200
