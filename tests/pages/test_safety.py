import re

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN
from loops_tenants import hosts
from loops_tenants.models import Tenant
from pages.reading import HERE, Read, read
from visitor import visit

DATA = {"type": "application/ld+json"}  # which no browser runs
RIGHT_TO_LEFT = "\u202e"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "</title></a><!--",
    "javascript:alert(1)",
    f"{RIGHT_TO_LEFT}gnitirw",
]


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_what_people_write_is_shown_and_never_run(
    app: Quart, ada: Caller, sql: asyncpg.Connection, hostile: str
) -> None:
    post = await ada.post(hostile, description=hostile, tag=hostile[:40])
    await sql.execute("UPDATE tenants SET name = $1", hostile)
    await sql.execute("UPDATE statuses SET name = $1", hostile[:40])
    hosts.look_up.forget()
    for url in ("/", f"/posts/{post['id']}"):
        page = await read(app, url)
        assert page.text.count(hostile) >= 3
        assert_harmless(page)


def assert_harmless(page: Read) -> None:
    for tag, attributes in page.elements:
        assert tag not in ("style", "iframe", "object")
        assert tag != "script" or attributes == DATA or str(attributes["src"]).startswith("/static/")
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        target = attributes.get("href") or attributes.get("src") or attributes.get("action") or "/"
        assert target.startswith(("/", "#", f"https://acme.{DOMAIN}/")), (tag, target)


async def test_a_text_that_runs_the_other_way_is_kept_apart(app: Quart, ada: Caller) -> None:
    post = await ada.post(f"{RIGHT_TO_LEFT}gnitirw", description=f"{RIGHT_TO_LEFT}gnitirw", tag=f"{RIGHT_TO_LEFT}gat")
    html = (await visit(app, f"/posts/{post['id']}", HERE)).text
    places = re.findall(r"(.{20}|^.*)" + RIGHT_TO_LEFT, html, re.M)
    assert len(places) == 9
    assert all(place.endswith(("\u2068", "<bdi>", 'dir="auto">')) for place in places)


async def test_ten_thousand_characters_are_cut_in_the_list_alone(app: Quart, ada: Caller) -> None:
    post = await ada.post(description="x" * 10_000)
    assert "x" * 300 not in (await read(app)).text
    assert "x" * 10_000 in (await read(app, f"/posts/{post['id']}")).text


async def test_nothing_but_our_own_styles_and_pictures_may_load(app: Quart, acme: Tenant) -> None:
    got = await visit(app, "/", HERE)
    policy = dict(part.strip().split(" ", 1) for part in got.headers["Content-Security-Policy"].split(";"))
    assert policy.pop("default-src") == "'none'"
    assert policy.pop("img-src") == "'self' data: https:"  # pictures of what people write
    assert (policy.pop("require-trusted-types-for"), policy.pop("trusted-types")) == ("'script'", "'none'")
    assert set(policy.values()) == {"'self'", "'none'"}
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert '<html lang="en">' in got.text


@pytest.mark.parametrize("host", [HERE, ("Host", "evil.test"), ("Host", "[")])
async def test_a_pages_files_are_there_at_every_host_and_for_ever(
    app: Quart, acme: Tenant, host: tuple[str, str]
) -> None:
    page = Read((await visit(app, "/", host)).text)
    files = [str(attrs["href"]) for tag, attrs in page.elements if attrs.get("rel") in ("stylesheet", "icon")]
    assert len(files) == 2
    for url in files:
        got = await visit(app, url, host)
        assert (got.status, got.headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
        stale = await visit(app, f"{url}0", host)
        assert stale.headers["Cache-Control"] == "public, max-age=300"
