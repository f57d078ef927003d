"""The head that every page has."""

from collections.abc import Awaitable, Callable

from playwright.async_api import Browser

from browsing.board import Board
from browsing.conftest import Contexts
from browsing.furnishing import Furnished

LEFT = "one => one.getBoundingClientRect().x"
ROWS = {1280: 60, 768: 112, 390: 112, 320: 112}  # pixels that it is high at most: one row, and in little room two


async def test_a_long_name_takes_no_row_of_its_own(
    chromium: Browser, make_board: Callable[[], Awaitable[Board]]
) -> None:
    board = await make_board()
    board.ask("PATCH", "/tenant", name="Çiğdem & Yılmaz Yazılım ve Danışmanlık", language="tr")
    page = await chromium.new_page()
    await page.goto(board.home)
    for width, most in ROWS.items():
        await page.set_viewport_size({"width": width, "height": 900})
        box = await page.locator("header").bounding_box()
        assert box
        assert box["height"] <= most, width
    await page.close()


async def test_it_stays_where_it_is_from_page_to_page(contexts: Contexts, acme: Board, there: Furnished) -> None:
    page = await contexts["owner", "en"].new_page()
    places = []
    for path in ("/", "/roadmap", f"/posts/{there.busy}", "/admin"):
        await page.goto(acme.home + path)
        places.append(
            [
                await page.locator(f"header {part}").evaluate("one => one.getBoundingClientRect().x")
                for part in (".brand", ".tabs a >> nth=0")
            ]
        )
    assert all(place == places[0] for place in places)
    await page.close()


async def test_where_there_is_little_room_all_begins_at_one_line(
    contexts: Contexts, acme: Board, there: Furnished
) -> None:
    page = await contexts["visitor", "en"].new_page()
    await page.goto(acme.home)
    for width in (768, 390):
        await page.set_viewport_size({"width": width, "height": 844})
        lines = [await page.locator(part).evaluate(LEFT) for part in (".brand", "h1", ".posts", "footer p")]
        assert len(set(lines)) == 1, width
    await page.close()


async def test_where_there_is_little_room_ones_name_is_its_initial_and_the_boards_is_whole(
    contexts: Contexts, acme: Board, there: Furnished
) -> None:
    page = await contexts["owner", "en"].new_page()
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.goto(acme.home)
    assert await page.locator(".face").inner_text() == "A"
    assert await page.get_by_role("link", name="Acme owner", exact=True).is_visible()
    assert await page.locator(".brand bdi").evaluate("one => one.scrollWidth <= one.clientWidth")
    assert await page.locator("header").evaluate("one => one.clientHeight") <= ROWS[390]
    await page.close()
