"""A board that is not public is told of to nobody but its readers."""

import pytest
from quart import Quart

from caller import Caller
from loops_tenants.models import Tenant
from machines.asking import announced
from pages.reading import HERE
from people import person, session
from visitor import visit

CLOSED = (
    "/feed.atom",
    "/changelog.atom",
    "/sitemap.xml",
    "/sitemap/pages.xml",
    "/llms.txt",
    "/index.md",
    "/changelog.md",
)


@pytest.fixture
async def closed(ada: Caller) -> list[str]:
    post = await ada.post("A secret plan")
    await announced(ada, "A secret deed")
    assert (await ada("PATCH", "/tenant", {"privacy": "members"})).status == 200
    return [*CLOSED, f"/posts/{post['id']}.md", f"/sitemap/{post['created_at'][:7]}.xml"]


async def test_strangers_are_told_nothing(app: Quart, closed: list[str]) -> None:
    for url in closed:
        got = await visit(app, url, HERE)
        assert (got.status, "secret" in got.text) == (403, False), url
        assert got.headers["X-Robots-Tag"] == "noindex"


async def test_robots_are_asked_to_leave_it_alone(app: Quart, closed: list[str]) -> None:
    assert (await visit(app, "/robots.txt", HERE)).text == "User-agent: *\nDisallow: /\n"


async def test_its_members_read_and_nobody_keeps_it_for_others(app: Quart, acme: Tenant, closed: list[str]) -> None:
    cookie = ("Cookie", f"__Host-loops={await session(await person(of=acme), acme)}")
    for url in closed:
        got = await visit(app, url, HERE, cookie)
        assert got.status == 200, url
        assert got.headers["Cache-Control"] == "private, no-cache"
        assert "Cookie" in got.headers["Vary"]
        assert got.headers["X-Robots-Tag"] == "noindex"
