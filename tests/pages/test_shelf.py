"""A page that was made before is shown again where nothing has changed, and nowhere else."""

import pytest
from quart import Quart

from browser import Browser
from caller import Caller
from loops.pages.shelf import MOST, ROOM, Shelf
from loops_tenants.models import Tenant
from pages.reading import HERE, read
from people import person, sign_browser_in
from signing_in.hosts import ACME
from visitor import visit


async def test_what_was_just_written_is_shown(app: Quart, ada: Caller) -> None:
    post = await ada.post("Dark mode")
    for path, change in (("/", {"title": "Night mode"}), ("/roadmap", {"status": "planned"}), ("/", {"tag": "ui"})):
        before = await visit(app, path, HERE)
        await ada("PATCH", f"/posts/{post['id']}", change)
        assert (await visit(app, path, HERE)).text != before.text


async def test_a_setting_of_the_board_is_shown(app: Quart, ada: Caller) -> None:
    await ada.post("Dark mode")
    await read(app, "/")
    await ada("PATCH", "/tenant", {"name": "Acme Ideas"})
    assert "Acme Ideas" in (await read(app, "/")).text


async def test_nobody_is_shown_anothers_page(app: Quart, acme: Tenant, ada: Caller) -> None:
    post = (await ada.post("Dark mode"))["id"]
    eve, stranger = Browser(app), Browser(app)
    await sign_browser_in(eve, await person("Eve", of=acme, role="moderator"), acme)
    for path in ("/", f"/posts/{post}", "/roadmap"):
        assert "Eve" in (await eve.open(f"{ACME}{path}")).text
        shown = await stranger.open(f"{ACME}{path}")
        assert ("Eve" in shown.text, "For the team" in shown.text) == (False, False)


async def test_a_voter_sees_their_vote_and_others_do_not(app: Quart, ada: Caller) -> None:
    post = (await ada.post("Dark mode"))["id"]
    voter = Browser(app)
    await voter.open(f"{ACME}/posts/{post}")
    await voter.submit(f"/posts/{post}/vote")
    for browser, pressed in ((voter, "true"), (Browser(app), "false")):
        for path in ("/", f"/posts/{post}"):
            assert ("button", {"aria-pressed": pressed}) in (await browser.open(f"{ACME}{path}")).page.elements


async def test_each_form_has_a_code_of_its_own(app: Quart, ada: Caller) -> None:
    path = f"/posts/{(await ada.post('Dark mode'))['id']}"
    codes = {(await read(app, path)).fields(f"{path}/comments")["code"] for _ in range(3)}
    assert len(codes) == 3


@pytest.mark.parametrize("other", [("Cookie", "loops-theme=dark"), ("Cookie", "loops-language=tr")])
async def test_a_taste_is_a_page_of_its_own(app: Quart, acme: Tenant, other: tuple[str, str]) -> None:
    assert (await visit(app, "/", HERE)).text != (await visit(app, "/", HERE, other)).text


def test_the_shelf_keeps_what_was_shown_last() -> None:
    shelf, made = Shelf(), list[int]()

    def page(n: int) -> str:
        def make() -> str:
            made.append(n)
            return f"page {n}"

        return shelf.page(n, make).text

    for n in (*range(MOST), 0, MOST, 0, 1):
        assert page(n) == f"page {n}"
    assert made == [*range(MOST), MOST, 1]  # 0 was looked at again, so 1 had to go for the newest


def test_large_pages_take_the_room_of_many() -> None:
    shelf, made = Shelf(), list[int]()

    def make() -> str:
        made.append(len(made))
        return "x" * (ROOM // 4)

    for n in (0, 1, 2, 3):
        shelf.page(n, make)
    shelf.page(4, make)  # the fifth takes the place of the first
    shelf.page(1, make)
    assert len(made) == 5
    shelf.page(0, make)
    assert len(made) == 6
