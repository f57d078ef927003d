"""A board by keys alone, in few colours, without motion, and on paper."""

from typing import Any

from playwright.async_api import Page

from browsing.board import Board
from browsing.conftest import Contexts
from browsing.furnishing import Furnished

FOCUSED = """() => {
  const one = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  return [one.outerHTML.slice(0, 200), outlineStyle !== "none" && parseFloat(outlineWidth) >= 2];
}"""
IN_ORDER = (
    'class="skip"',
    'class="brand"',
    'href="/roadmap"',
    'href="/new"',
    'name="q"',
    "?sort=top",
    "aria-pressed",
    "/posts/",
)
STYLE = """(one) => {
  const { borderStyle, transitionDuration } = getComputedStyle(one);
  return { borderStyle, transitionDuration };
}"""


async def opened(contexts: Contexts, url: str, **media: Any) -> Page:
    page = await contexts["visitor", "en"].new_page()
    await page.emulate_media(**media)
    await page.goto(url)
    return page


async def test_keys_reach_everything_in_the_order_it_is_read_and_are_seen(
    contexts: Contexts, acme: Board, there: Furnished
) -> None:
    page = await opened(contexts, acme.home)
    reached: list[str] = []
    while len(reached) < 40:
        await page.keyboard.press("Tab")
        what, is_marked = await page.evaluate(FOCUSED)
        assert is_marked, what
        reached.append(what)
    places = [next(n for n, what in enumerate(reached) if named in what) for named in IN_ORDER]
    assert places == sorted(places)
    await page.close()


async def test_a_vote_is_given_by_keys(contexts: Contexts, acme: Board, there: Furnished) -> None:
    page = await opened(contexts, f"{acme.home}/posts/{there.quiet}")
    vote = page.locator(".vote button")
    for pressed in ("true", "false"):
        await vote.press("Enter")
        await page.locator(f".vote:not([data-busy]) button[aria-pressed={pressed}]").wait_for()
    await page.close()


async def test_few_colours_leave_a_status_its_border(contexts: Contexts, acme: Board, there: Furnished) -> None:
    page = await opened(contexts, acme.home, forced_colors="active")
    assert (await page.locator(".chip").first.evaluate(STYLE))["borderStyle"] == "solid"
    await page.close()


async def test_nothing_moves_for_who_wants_no_motion(contexts: Contexts, acme: Board, there: Furnished) -> None:
    page = await opened(contexts, acme.home)
    button = page.locator(".vote button").first
    assert "0.14s" in (await button.evaluate(STYLE))["transitionDuration"]
    await page.emulate_media(reduced_motion="reduce")
    assert "0.14s" not in (await button.evaluate(STYLE))["transitionDuration"]
    await page.close()


async def test_paper_shows_the_text_and_no_controls(contexts: Contexts, acme: Board, there: Furnished) -> None:
    page = await opened(contexts, f"{acme.home}/posts/{there.busy}", media="print")
    for shown in ("h1", ".comment >> nth=0"):
        assert await page.locator(shown).is_visible()
    for hidden in ("header nav", "footer", ".visitor", ".talk form"):
        assert not await page.locator(hidden).is_visible()
    await page.close()
