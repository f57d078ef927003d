"""`q` finds the posts that have all of its words, in any script, and only those that are listed."""

from typing import Any
from urllib.parse import quote

import asyncpg
import pytest

from caller import Caller


async def page(caller: Caller, q: str, more: str = "") -> Any:
    status, found, _ = await caller("GET", f"/posts?q={quote(q)}{more}")
    assert status == 200, found
    return found


async def found(caller: Caller, q: str, more: str = "") -> list[str]:
    return [post["title"] for post in (await page(caller, q, more))["posts"]]


@pytest.mark.parametrize(
    ("title", "q"),
    [
        ("Koyu tema", "tema koyu"),
        ("Koyu temayı isteriz", "tema"),
        ("İstanbul'da harita", "ISTANBUL"),
        ("İstanbul'da harita", "ıstanbul HARİTA"),
        ("Şifremi unuttum", "sifre"),
        ("Sifremi unuttum", "şifre"),
        ("Export to CSV files", "csv export"),
        ("Straße der Umläute", "STRASSE umlaut"),
        ("ダークモードが欲しい", "ダークモード"),
        ("iPhoneアプリで検索したい", "iphone 検索"),
        ("支持深色模式", "深色"),
        ("Ship it 🚀", "🚀 ship"),
    ],
)
async def test_a_post_is_found_by_its_words_however_written(bob: Caller, title: str, q: str) -> None:
    await bob.post(title)
    await bob.post("Quite another thing")
    assert await found(bob, q) == [title]


async def test_a_tag_and_the_beginning_of_a_description_are_searched(ada: Caller) -> None:
    await ada.post("Nights", tag="accessibility", description="It hurts my eyes. " + "x " * 241 + "beyond")
    for q in ("access", "hurt eye", "nights hurts ACCESSIBILITY"):
        assert await found(ada, q) == ["Nights"]
    assert await found(ada, "beyond") == []


async def test_every_word_must_be_there(ada: Caller) -> None:
    await ada.post("Dark mode")
    await ada.post("Dark chocolate")
    assert await found(ada, "dark") == ["Dark chocolate", "Dark mode"]
    assert await found(ada, "mode dark") == ["Dark mode"]
    assert await found(ada, "dark light") == []


async def test_words_that_are_all_common_must_meet(ada: Caller) -> None:
    for title in ("Dark red", "Dark blue", "Light red", "Light blue"):
        await ada.post(title)
    assert await found(ada, "red dark") == ["Dark red"]


async def test_a_post_that_has_a_word_in_many_forms_is_found_once(ada: Caller) -> None:
    await ada.post("Theme, themes, themed, theming")
    await ada.post("Them")
    assert await found(ada, "theme") == ["Theme, themes, themed, theming"]
    assert await found(ada, "them") == ["Them", "Theme, themes, themed, theming"]
    assert (await page(ada, "th"))["total"] == 2


async def test_a_changed_post_is_found_by_its_new_words_alone(ada: Caller) -> None:
    post = await ada.post("Dark mode", tag="looks", description="For the evening")
    await ada("PATCH", f"/posts/{post['id']}", {"title": "Night mode", "tag": "style", "description": None})
    assert [q for q in ("dark", "looks", "evening", "night mode", "style") if await found(ada, q)] == [
        "night mode",
        "style",
    ]


async def test_what_is_taken_away_leaves_no_term(ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post("Dark mode", tag="ui", description="For the evening")
    assert await sql.fetchval("SELECT count(*) FROM post_terms") == 6
    await ada("PATCH", f"/posts/{post['id']}", {"status": "planned", "description": "For the night"})
    assert (
        await sql.fetchval("SELECT string_agg(term, ' ' ORDER BY term) FROM post_terms") == "dark for mode night the ui"
    )
    await ada("DELETE", f"/posts/{post['id']}")
    assert await sql.fetchval("SELECT count(*) FROM post_terms") == 0
    assert await found(ada, "dark") == []


async def test_another_tenants_post_is_never_found(ada: Caller, globex: Caller) -> None:
    await globex.post("Dark mode")
    await ada.post("Darkness")
    assert await found(ada, "dark") == ["Darkness"]
    assert await found(globex, "dark mode") == ["Dark mode"]


@pytest.mark.parametrize("hidden", ["held = true", "merged_into = (SELECT max(id::text)::uuid FROM posts)"])
async def test_only_what_is_listed_is_found(ada: Caller, sql: asyncpg.Connection, hidden: str) -> None:
    await ada.post("Dark mode")
    await ada.post("Dark theme")
    await sql.execute(f"UPDATE posts SET {hidden} WHERE title = 'Dark mode'")
    assert await found(ada, "dark") == ["Dark theme"]
    assert (await page(ada, "dark"))["total"] == 1


@pytest.mark.parametrize("q", ["?!", "%", "_", "' OR true --", "\\", "…", "🫥", "zebra", "\ufffd"])
async def test_what_nobody_wrote_finds_nothing(ada: Caller, q: str) -> None:
    await ada.post("Dark mode")
    assert await page(ada, q) == {"posts": [], "total": 0, "limit": 50, "offset": 0, "next_cursor": None}


@pytest.mark.parametrize("q", ["", "%20", "%20%09%E3%80%80"])
async def test_a_blank_search_is_as_if_absent(ada: Caller, q: str) -> None:
    await ada.post("Dark mode")
    _, listed, _ = await ada("GET", f"/posts?q={q}")
    assert listed["total"] == 1


async def test_a_search_that_is_too_long_is_refused_by_name(ada: Caller) -> None:
    answer = await ada("GET", f"/posts?q={'x' * 201}")
    assert (answer.status, answer.code) == (400, "validation_failed")
    assert [detail["field"] for detail in answer.json["error"]["details"]] == ["q"]


@pytest.mark.parametrize("q", ["%00", "dark%00mode"])
async def test_a_search_with_a_null_character_is_refused(ada: Caller, q: str) -> None:
    answer = await ada("GET", f"/posts?q={q}")
    assert (answer.status, answer.code) == (400, "bad_request")


@pytest.mark.parametrize("q", ["ş" * 200, "検索" * 100, "a b " * 50, "ﷺ" * 200, "🚀" * 200])
async def test_two_hundred_characters_of_any_kind_are_searched(ada: Caller, q: str) -> None:
    await ada.post("Dark mode")
    assert (await page(ada, q))["total"] == 0


async def test_filters_apply_to_what_is_found(ada: Caller) -> None:
    await ada.post("Dark one", tag="ui")
    planned = await ada.post("Dark two", tag="ui")
    await ada.post("Light three", tag="ui")
    await ada("PATCH", f"/posts/{planned['id']}", {"status": "planned"})
    assert await found(ada, "dark", "&tag=ui") == ["Dark two", "Dark one"]
    assert await found(ada, "dark", "&status=planned") == ["Dark two"]
    assert await found(ada, "dark", "&status=open&tag=ui") == ["Dark one"]
    assert (await page(ada, "dark", "&tag=api"))["total"] == 0


async def test_what_is_found_is_shown_as_in_the_list(ada: Caller, bob: Caller) -> None:
    post = await bob.post("Dark mode", description="Please")
    await bob("PUT", f"/posts/{post['id']}/vote")
    for caller in (ada, bob):
        _, listed, _ = await caller("GET", "/posts")
        assert await page(caller, "dark") == listed


async def test_an_unchanged_search_is_answered_by_304(bob: Caller) -> None:
    post = await bob.post("Dark mode")
    first = await bob("GET", "/posts?q=dark")
    again = bob.saying({"If-None-Match": first.headers["ETag"]})
    assert (await again("GET", "/posts?q=dark")).status == 304
    await bob("PUT", f"/posts/{post['id']}/vote")
    assert (await again("GET", "/posts?q=dark")).status == 200
