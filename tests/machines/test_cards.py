"""The pictures that go with links."""

from io import BytesIO
from time import thread_time

import asyncpg
import pytest
from PIL import Image
from quart import Quart

from caller import Caller
from conftest import DOMAIN
from loops.locales import LANGUAGES
from loops.pages.machines import drawing
from loops.pages.machines.card import Card, color
from loops.pages.machines.drawing import drawable, drawn
from loops_tenants.models import Tenant
from machines.asking import announced
from machines.test_heads import meta
from pages.reading import APEX, HERE, read
from people import person, session
from visitor import Got, visit

CARD = Card("", "Acme", "acme.your-loop.test", "#3a5bc7", "Dark mode", "42 votes", "Planned")


async def picture(app: Quart, page: str) -> str:
    """Its path."""
    url = str(meta(await read(app, page))["og:image"])
    return "/" + url.split("/", 3)[3]


def pixels(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def told(got: Got) -> tuple[int, str, str]:
    return got.status, got.headers["Content-Type"], got.headers["Cache-Control"]


async def test_a_board_a_post_and_an_entry_have_one_each_that_may_be_kept(app: Quart, ada: Caller) -> None:
    post, entry = await ada.post("Dark mode"), await announced(ada, "Dark mode")
    seen = set()
    for page in ("/", f"/posts/{post['id']}", f"/changelog/{entry['id']}"):
        got = await visit(app, await picture(app, page), HERE)
        assert told(got) == (200, "image/png", "public, max-age=31536000, immutable")
        assert pixels(got.picture).size == (1200, 630)
        seen.add(got.picture)
        again = await visit(app, await picture(app, page), HERE, ("If-None-Match", got.headers["ETag"]))
        assert (again.status, again.text) == (304, "")
    assert len(seen) == 3


async def test_an_entrys_tells_its_title_and_its_day_and_a_draft_has_none(app: Quart, ada: Caller) -> None:
    entry, draft = await announced(ada), (await ada("POST", "/changelog", {"title": "Not yet"})).json
    await ada("PATCH", "/tenant", {"language": "tr"})
    about = f"Yenilikler · {LANGUAGES['tr'].day(entry['published_at'])}"
    of = "Acme", f"acme.{DOMAIN}", color(None)
    card = Card(f"/changelog/{entry['id']}", *of, title="Dark mode is here", status=about)
    assert await picture(app, f"/changelog/{entry['id']}") == card.path
    assert (await visit(app, f"/changelog/{draft['id']}/card.png", HERE)).status == 404


async def test_whatever_is_on_it_changes_its_address(app: Quart, ada: Caller) -> None:
    post = await ada.post("Dark mode")
    page = f"/posts/{post['id']}"
    seen = [await picture(app, page)]
    for call in (
        ("PUT", f"/posts/{post['id']}/vote", {"external_user_id": "bob"}),
        ("PATCH", f"/posts/{post['id']}", {"status": "planned"}),
        ("PATCH", f"/posts/{post['id']}", {"title": "Darker mode"}),
        ("PATCH", "/tenant", {"brand_color": "#ff8800"}),
        ("PATCH", "/tenant", {"name": "Globex"}),
        ("PATCH", "/tenant", {"language": "tr"}),
    ):
        assert (await ada(*call)).status == 200
        seen.append(await picture(app, page))
    assert len(set(seen)) == 7
    assert told(await visit(app, seen[0], HERE)) == (200, "image/png", "public, max-age=300")


@pytest.mark.parametrize("change", ["held = true", "merged_into = (SELECT id FROM posts WHERE title = 'Other')"])
async def test_who_is_held_or_merged_has_none(app: Quart, ada: Caller, sql: asyncpg.Connection, change: str) -> None:
    await ada.post("Other")
    post = await ada.post("Dark mode")
    await sql.execute(f"UPDATE posts SET {change} WHERE title = 'Dark mode'")
    assert (await visit(app, f"/posts/{post['id']}/card.png", HERE)).status == 404
    assert (await visit(app, "/card.png", APEX)).status == 404


async def test_a_private_boards_are_for_its_readers_alone(app: Quart, acme: Tenant, ada: Caller) -> None:
    post, entry = await ada.post("A secret plan"), await announced(ada, "A secret deed")
    await ada("PATCH", "/tenant", {"privacy": "members"})
    cookie = ("Cookie", f"__Host-loops={await session(await person(of=acme), acme)}")
    for url in ("/card.png", f"/posts/{post['id']}/card.png", f"/changelog/{entry['id']}/card.png"):
        assert (await visit(app, url, HERE)).status == 403
        assert told(await visit(app, url, HERE, cookie)) == (200, "image/png", "private, no-cache")


def test_without_votes_the_rest_begins_where_they_would() -> None:
    corner, dot = (106, 555), (88, 546)  # of the triangle, and of what comes in its place
    with_votes, without = (pixels(drawn(card)) for card in (CARD, CARD._replace(votes="")))
    assert [image.getpixel(corner) for image in (with_votes, without)] == [(0x3A, 0x5B, 0xC7), (255, 255, 255)]
    assert without.getpixel(dot) == (0x3A, 0x5B, 0xC7)


def test_a_card_is_white_ink_and_the_boards_colour() -> None:
    colors = {color for _, color in pixels(drawn(CARD)).getcolors(1 << 16) or []}
    assert {(255, 255, 255), (0x1C, 0x20, 0x24), (0x3A, 0x5B, 0xC7)} <= colors
    assert len(colors) <= 256


@pytest.mark.parametrize("title", ["スマホ", "مرحبا", "שלום", "हिन्दी", "Dark モード"])
def test_what_cannot_be_drawn_is_left_to_the_name(title: str) -> None:
    assert drawable(title) == ""
    assert drawn(CARD._replace(title=title)) == drawn(CARD._replace(title=""))


@pytest.mark.parametrize("title", ["ğışİçöüŞĞ", "Ελληνικά", "Українська", "Tiếng Việt", "“quoted” – 50 %…"])
def test_the_scripts_of_the_font_are_drawn(title: str) -> None:
    assert drawable(title) == title


def test_what_is_no_letter_is_left_out() -> None:
    assert drawable("🎉 Party\u202e mode 👩\u200d👧\ufe0f\n now\x00") == "Party mode now"


def test_a_board_whose_name_cannot_be_drawn_is_called_by_its_host() -> None:
    assert drawn(CARD._replace(name="株式会社", title="")) == drawn(CARD._replace(name=CARD.place, title=""))


@pytest.mark.parametrize(
    "title", ["W" * 140, "i" * 140, "a " * 70, "\u0301" * 140, "…" * 140, " ", "A" * 20 + " " + "b" * 119]
)
def test_a_title_stays_within_the_picture_and_takes_no_time(title: str) -> None:
    drawing.drawn.cache_clear()
    before = thread_time()
    image = pixels(drawn(CARD._replace(title=title)))
    assert thread_time() - before < 0.2  # a tenth of it, usually
    assert image.crop((1130, 0, 1200, 600)).getcolors() == [(70 * 600, (255, 255, 255))]
    assert image.crop((0, 500, 1200, 515)).getcolors() is not None
