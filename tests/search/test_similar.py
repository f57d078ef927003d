"""What is asked for already is offered while a title is typed, in any language, and nothing that is far from it."""

from urllib.parse import quote
from uuid import UUID

import asyncpg
import pytest

from caller import Caller
from loops.models.similar import likely
from loops_tenants.models import Tenant

ASKED_FOR = (
    "Dark mode",
    "Export posts to a CSV file",
    "Sign in with Google",
    "Keyboard shortcuts",
    "E-posta bildirimlerini kapatma",
    "Koyu tema desteği",
    "Google Takvim ile entegrasyon",
    "Bitte einen dunklen Modus einbauen",
    "Abgleich mit dem Outlook-Kalender",
    "Rechnungen als PDF herunterladen",
    "ダークモードに対応してほしい",
    "メールの通知をオフにする",
    "Googleカレンダーと連携したい",
    "希望增加深色模式",
)


async def similar(caller: Caller, title: str) -> list[str]:
    status, page, _ = await caller("GET", f"/posts/similar?title={quote(title)}")
    assert (status, list(page)) == (200, ["posts"])
    return [post["title"] for post in page["posts"]]


@pytest.fixture
async def board(ada: Caller) -> Caller:
    for title in ASKED_FOR:
        await ada.post(title)
    return ada


async def test_likely_duplicates_are_found_in_any_language(board: Caller) -> None:
    for title, best in (
        ("Please add a dark mode for late evenings", "Dark mode"),
        ("CSV export", "Export posts to a CSV file"),
        ("Exporting all of my posts", "Export posts to a CSV file"),
        ("Shortcuts for the keyboard", "Keyboard shortcuts"),
        ("Bildirimleri kapatabilelim", "E-posta bildirimlerini kapatma"),
        ("KOYU TEMAYI EKLEYİN", "Koyu tema desteği"),
        ("Takvim entegrasyonu", "Google Takvim ile entegrasyon"),
        ("Dunkler Modus für die App", "Bitte einen dunklen Modus einbauen"),
        ("Kalender mit Outlook abgleichen", "Abgleich mit dem Outlook-Kalender"),
        ("ダークモードが欲しい", "ダークモードに対応してほしい"),
        ("カレンダー連携", "Googleカレンダーと連携したい"),
        ("支持深色模式", "希望增加深色模式"),
    ):
        assert (await similar(board, title))[:1] == [best], title


async def test_what_has_little_to_do_with_it_is_not_offered(board: Caller) -> None:
    for title in (
        "Let us pay by bank transfer",
        "The map is wrong in the north",
        "Fotoğraf yükleyemiyorum",
        "Die Suche findet nichts",
        "写真をアップロードできない",
        "a",
        "?!",
    ):
        assert await similar(board, title) == [], title


async def test_the_best_come_first_and_five_at_most(ada: Caller) -> None:
    for n in range(6):
        await ada.post(f"Dark mode for page {n}")
    await ada.post("Dark mode")
    offered = await similar(ada, "dark mode")
    assert (offered[0], len(offered)) == ("Dark mode", 5)


async def test_a_description_is_read_too(ada: Caller) -> None:
    await ada.post("Spreadsheets", description="Let us download the invoices of a year.")
    assert await similar(ada, "Download invoices") == ["Spreadsheets"]


async def test_what_is_not_listed_is_not_offered(ada: Caller, sql: asyncpg.Connection) -> None:
    target, merged, held = [(await ada.post(title))["id"] for title in ("Night", "Dark mode", "Dark mode, please")]
    await ada("POST", f"/posts/{merged}/merge", {"into": target})
    await sql.execute("UPDATE posts SET held = true WHERE id = $1", held)
    assert await similar(ada, "Dark mode") == []


async def test_posts_are_shown_as_everywhere(bob: Caller) -> None:
    post = await bob.post()
    (shown,) = (await bob("GET", "/posts/similar?title=dark+mode")).json["posts"]
    assert shown == post


async def test_another_tenants_posts_are_not_offered(ada: Caller, globex: Caller) -> None:
    await globex.post()
    assert await similar(ada, "Dark mode") == []


async def test_a_post_is_not_similar_to_itself(ada: Caller, acme: Tenant) -> None:
    post, other = await ada.post(), await ada.post()
    assert await likely(acme, "Dark mode", but=UUID(post["id"])) == [UUID(other["id"])]


@pytest.mark.parametrize("query", ["", "?title=", "?title=+", f"?title={'x' * 141}"])
async def test_a_title_is_needed_and_no_longer_than_a_title(ada: Caller, query: str) -> None:
    answer = await ada("GET", f"/posts/similar{query}")
    assert (answer.status, answer.code) == (400, "validation_failed")
    assert [detail["field"] for detail in answer.json["error"]["details"]] == ["title"]
