import re

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN
from loops_tenants.models import Tenant
from pages.reading import APEX, read
from tenant.test_logo import png


async def test_a_board_shows_its_posts_to_anybody(app: Quart, ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post("Dark mode", description="For the night", tag="ui")
    await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": "bob"})
    await ada("PATCH", f"/posts/{post['id']}", {"status": "planned"})
    await sql.execute("UPDATE posts SET created_at = '2026-11-03T23:30:00Z'")
    page = await read(app)
    for shown in ("Acme", "Dark mode", "For the night", "Planned", "ui", "3 Nov 2026"):
        assert shown in page.text
    assert re.search(r"\b1\s+vote: vote for “.Dark mode.”", page.text)
    assert ("span", {"class": "chip planned"}) in page.elements
    assert post["url"] == f"https://acme.{DOMAIN}/posts/{post['id']}"
    assert f"/posts/{post['id']}" in page.links()


async def test_a_board_without_posts_asks_for_the_first_one(app: Quart, acme: Tenant) -> None:
    page = await read(app)
    assert "No ideas yet" in page.text
    assert "/new" in page.links()


async def test_a_board_without_a_logo_has_its_initial(app: Quart, ada: Caller) -> None:
    await ada("PATCH", "/tenant", {"name": "Çınar"})
    mark = ("span", {"class": "mark", "aria-hidden": "true"})
    page = await read(app)
    assert mark in page.elements
    assert "ÇÇınar" in re.sub(r"\s", "", page.text)
    await ada.send("PUT", "/tenant/logo", "image/png", png(8, 8))
    page = await read(app)
    assert mark not in page.elements
    (logo,) = [attrs for tag, attrs in page.elements if tag == "img"]
    assert str(logo["src"]).startswith("/logo?")


async def test_counts_of_the_whole_board_stand_beside_no_search(app: Quart, ada: Caller) -> None:
    for title, tag in (("Dark mode", "ui"), ("Light mode", "ui"), ("Dark sidebar", None)):
        await ada.post(title, tag=tag)
    assert "Open3" in re.sub(r"\s", "", (await read(app)).text)
    for query in ("q=dark", "tag=ui"):
        text = re.sub(r"\s", "", (await read(app, f"/?{query}")).text)
        assert ("Open3" in text, "Open" in text) == (False, True)


async def test_nothing_is_sorted_where_nothing_is_found(app: Quart, ada: Caller) -> None:
    await ada.post("Dark mode")
    assert (await read(app, "/?q=dark")).links(rel="nofollow", href="/?sort=top&q=dark")
    assert not [href for href in (await read(app, "/?q=zzzz")).links() if "sort=" in href]


async def test_the_script_lets_what_is_seen_go_before_it(app: Quart, acme: Tenant) -> None:
    (script,) = [attrs for tag, attrs in (await read(app)).elements if tag == "script"]
    assert (script["type"], script["fetchpriority"]) == ("module", "low")


async def test_a_search_that_finds_nothing_offers_to_post_it(app: Quart, ada: Caller) -> None:
    await ada.post("Dark mode")
    page = await read(app, "/?q=bright%20%26%20light")
    assert "Nothing found for “bright & light”" in page.text
    assert "/new?title=bright+%26+light" in page.links()


async def test_pages_of_a_board_follow_each_other_to_its_end(app: Quart, ada: Caller) -> None:
    for n in range(5):
        await ada.post(f"Idea {n}")
    url, seen = ["/?limit=2&sort=old"], list[str]()
    for _ in range(3):
        page = await read(app, url[0])
        seen += page.titles
        url = page.links(rel="next") or ["/none"]
        url = [f"{url[0]}&limit=2"]
    assert seen == [f"Idea {n}" for n in range(5)]
    assert url == ["/none&limit=2"]


async def test_a_board_is_sorted_and_filtered_as_its_links_say(app: Quart, ada: Caller) -> None:
    for title, tag in (("First", "a b&c"), ("Second", None)):
        await ada.post(title, tag=tag)
    assert (await read(app, "/?sort=new")).titles == ["Second", "First"]
    assert (await read(app, "/?sort=old")).titles == ["First", "Second"]
    (tagged,) = set((await read(app)).links(**{"class": "tag"}))
    assert (await read(app, tagged)).titles == ["First"]
    assert "No ideas here" in (await read(app, "/?tag=none")).text


async def test_a_board_is_searched_without_javascript(app: Quart, ada: Caller) -> None:
    for title in ("Dark mode", "Two-way sync"):
        await ada.post(title)
    page = await read(app, "/?q=dar%22k")
    assert page.fields("search") == {"q": 'dar"k'}
    page = await read(app, "/?q=dark")
    assert page.titles == ["Dark mode"]
    assert {"/?q=dark"} < set(page.links(**{"aria-current": "true"}))  # of the statuses and of the sorts


async def test_what_moves_most_stands_first(app: Quart, ada: Caller, sql: asyncpg.Connection) -> None:
    for title in ("First", "Second"):
        post = await ada.post(title)
        await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": title})
    await sql.execute("UPDATE posts SET trend = trend - 10 WHERE title = 'Second'")
    assert (await read(app)).titles == ["First", "Second"]


async def test_a_status_says_how_many_posts_have_it(app: Quart, ada: Caller) -> None:
    await ada.post("First")
    post = await ada.post("Second")
    await ada("PATCH", f"/posts/{post['id']}", {"status": "planned"})
    page = await read(app)
    assert re.search(r"Planned\s+1", page.text)
    assert not page.links(href="/?status=done")  # nothing is there
    assert (await read(app, "/?status=planned")).titles == ["Second"]


async def test_a_status_of_ones_own_brings_its_colour(app: Quart, ada: Caller) -> None:
    await ada("POST", "/statuses", {"name": "Under review", "color": "#ff8800"})
    post = await ada.post("Dark mode")
    await ada("PATCH", f"/posts/{post['id']}", {"status": "under-review"})
    assert ("circle", {"cx": "4", "cy": "4", "r": "4", "fill": "#ff8800"}) in (await read(app)).elements


@pytest.mark.parametrize("query", ["sort=best", "cursor=x", "limit=0", "status=lost", "offset=-1", "offset=100001"])
async def test_a_link_that_is_not_right_is_a_page_too(app: Quart, acme: Tenant, query: str) -> None:
    assert "This link is not right" in (await read(app, f"/?{query}", status=400)).text


async def test_a_post_has_a_page_at_its_url(app: Quart, ada: Caller) -> None:
    post = await ada.post("Dark mode", description="Line one\n\nLine two", tag="ui")
    page = await read(app, f"/posts/{post['id']}")
    assert page.text.index("Line one") < page.text.index("Line two")
    assert ("link", {"rel": "canonical", "href": post["url"]}) in page.elements


async def test_who_is_held_merged_or_nowhere_is_not_shown(app: Quart, ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post("Dark mode")
    await read(app, f"/posts/{post['id']}", host=APEX, status=404)
    await read(app, f"/posts/{post['id']}", host=("Host", f"globex.{DOMAIN}"), status=404)
    for id in ("01890000-0000-7000-8000-000000000000", "no-id", "%00"):
        assert "Nothing here" in (await read(app, f"/posts/{id}", status=404)).text
    await sql.execute("UPDATE posts SET held = true")
    assert "Dark mode" not in (await read(app)).text
    await read(app, f"/posts/{post['id']}", status=404)
