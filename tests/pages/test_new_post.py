"""Posting an idea by the form."""

import pytest
from quart import Quart

from browser import Browser
from caller import Caller
from conftest import DOMAIN
from loops_tenants.models import Tenant
from loops_tenants.scope import system_transaction
from pages.forms import DARK, code_of, post_idea
from pages.reading import APEX, read
from pages.test_safety import HOSTILE, assert_harmless
from signing_in.hosts import ACME


async def titles(ada: Caller) -> list[str]:
    return [post["title"] for post in (await ada("GET", "/posts")).json["posts"]]


async def test_an_idea_is_posted_and_shown(visitor: Browser, acme: Tenant, ada: Caller) -> None:
    shown = await post_idea(visitor, acme)
    assert shown.status == 200
    assert shown.url.startswith(f"{ACME}/posts/")
    assert "Dark mode" in shown.text
    assert ("strong", {}) in shown.page.elements
    (post,) = (await ada("GET", "/posts")).json["posts"]
    assert (post["source"], post["votes"], post["external_user_id"][:5]) == ("board", 0, "anon:")


@pytest.mark.parametrize("seen", ["yes", ""])
async def test_sent_twice_it_is_one_idea(visitor: Browser, acme: Tenant, ada: Caller, seen: str) -> None:
    """And is not like itself."""
    code = code_of(visitor.app, acme)
    first = await post_idea(visitor, acme, code=code, seen=seen)
    assert (await post_idea(visitor, acme, code=code, seen=seen)).url == first.url
    assert await titles(ada) == ["Dark mode"]


async def test_a_similar_idea_is_offered_once_and_then_it_is_posted(
    visitor: Browser, acme: Tenant, ada: Caller
) -> None:
    there = await ada.post("Dark mode for the board")
    shown = await post_idea(visitor, acme, title="Dark mode on the board")
    assert shown.url == f"{ACME}/new"
    assert f"/posts/{there['id']}" in shown.page.links()
    assert shown.page.fields("/new")["description"] == DARK["description"]
    shown = await visitor.submit("/new", code=code_of(visitor.app, acme))
    assert shown.url.startswith(f"{ACME}/posts/")
    assert len(await titles(ada)) == 2


async def test_a_searched_title_brings_its_similar_ideas_along(app: Quart, ada: Caller) -> None:
    there = await ada.post("Dark mode for the board")
    page = await read(app, "/new?title=dark+mode+board")
    assert page.fields("/new")["title"] == "dark mode board"
    assert f"/posts/{there['id']}" in page.links()


WRONG = [
    ({"title": "  ab "}, "at least 3 characters"),
    ({"title": "x" * 141}, "At most 140"),
    ({"description": "x" * 10_001}, "At most 10,000"),
    ({"tag": "x" * 41}, "at most 40"),
    ({"code": ""}, "open for long"),
    ({"code": "1.zzzzzzzz.AAAA"}, "open for long"),
    ({"website": "http://spam.test"}, "nobody sees"),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG)
async def test_what_is_wrong_is_said_and_nothing_is_lost(
    visitor: Browser, acme: Tenant, ada: Caller, wrong: dict[str, str], said: str
) -> None:
    shown = await post_idea(visitor, acme, **wrong)
    assert (shown.status, said in shown.text) == (400, True)
    kept = shown.page.fields("/new")
    assert kept["title"] == wrong.get("title", DARK["title"]).strip()
    assert kept["description"] == wrong.get("description", DARK["description"])
    assert kept["website"] == ""
    assert await titles(ada) == []
    mended = {**DARK, "tag": "", "code": code_of(visitor.app, acme)}
    assert (await visitor.submit("/new", **mended)).url.startswith(f"{ACME}/posts/")


@pytest.mark.parametrize("age", [0, 1, 86_500])
async def test_a_form_filled_in_at_once_or_too_late_is_sent_again(
    visitor: Browser, acme: Tenant, ada: Caller, age: float
) -> None:
    assert (await post_idea(visitor, acme, code=code_of(visitor.app, acme, age=age))).status == 400
    assert await titles(ada) == []


async def test_a_code_of_another_board_is_none(visitor: Browser, acme: Tenant, globex: Caller, ada: Caller) -> None:
    async with system_transaction():
        other = await Tenant.get(slug="globex")
    assert (await post_idea(visitor, acme, code=code_of(visitor.app, other))).status == 400


async def test_the_team_need_not_wait(team: Browser, acme: Tenant, ada: Caller) -> None:
    shown = await post_idea(team, acme, code=code_of(team.app, acme, age=0))
    assert shown.url.startswith(f"{ACME}/posts/")


async def test_no_other_site_posts(visitor: Browser, acme: Tenant, ada: Caller) -> None:
    data = {**DARK, "code": code_of(visitor.app, acme)}
    got = await visitor.ask(f"{ACME}/new", "POST", data, {"Sec_Fetch_Site": "cross-site"})
    assert got.status == 403
    assert await titles(ada) == []


async def test_a_board_for_known_people_asks_to_sign_in(visitor: Browser, acme: Tenant, ada: Caller) -> None:
    for change in ({"anonymous_posting": False}, {"anonymous_posting": True, "require_identity": True}):
        await ada("PATCH", "/tenant", change)
        shown = await visitor.open(f"{ACME}/new")
        assert shown.status in (401, 403)
        assert "sign in first" in shown.text
        assert "/sign-in?next=/new" in shown.page.links()


async def test_where_the_team_reads_first_the_author_is_told(
    visitor: Browser, acme: Tenant, ada: Caller, app: Quart
) -> None:
    await ada("PATCH", "/tenant", {"moderation": True})
    shown = await post_idea(visitor, acme)
    assert (shown.status, "The team reads it first" in shown.text) == (200, True)
    assert (await Browser(app).open(shown.url)).status == 404
    assert "Dark mode" not in (await read(app)).text


async def test_a_null_byte_is_left_out(visitor: Browser, acme: Tenant, ada: Caller) -> None:
    assert (await post_idea(visitor, acme, title="Dark\0 mode", description="a\0b")).status == 200
    assert await titles(ada) == ["Dark mode"]


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_what_is_written_comes_back_harmless(visitor: Browser, acme: Tenant, ada: Caller, hostile: str) -> None:
    await ada.post(hostile)
    shown = await post_idea(visitor, acme, title=hostile, description=hostile, code="")
    assert shown.page.fields("/new")["title"] == hostile.strip()
    assert_harmless(shown.page)


async def test_there_is_no_form_at_the_apex(app: Quart, acme: Tenant) -> None:
    await read(app, "/new", APEX, status=404)
    await read(app, "/new/similar?title=dark", ("Host", f"nobody.{DOMAIN}"), status=404)
