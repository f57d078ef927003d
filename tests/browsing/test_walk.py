"""What a visitor does at a board, in Chromium: without scripts and with them, in both languages, light and with all
that moves, dark and without."""

import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import product
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, expect

from browsing.board import Board
from loops.locales import LANGUAGES, Language

THINKING = 2.5  # seconds that a person takes at least for a form; less, and a board asks once more

WAYS = [
    pytest.param(scripts, scheme, LANGUAGES[code], id=f"{code}-{scheme}-{'js' if scripts else 'plain'}")
    for scripts, (scheme, code) in product((False, True), (("light", "en"), ("dark", "tr")))
]


@dataclass
class Visit:
    """`faults`: what the browser's console has complained of."""

    page: Page
    board: Board
    speaks: Language
    scripts: bool
    faults: list[str]
    opened: float = 0  # when the page was that is shown

    async def open(self, path: str) -> None:
        await self.page.goto(f"{self.board.home}{path}")

    async def send(self, form: str) -> None:
        """As a person does, who has read it first."""
        await self.page.wait_for_timeout(max(0, self.opened + THINKING - time.monotonic()) * 1000)
        await self.page.locator(f"{form} button.main").click()
        await self.page.wait_for_load_state()

    def note_time(self, page: Page) -> None:
        self.opened = time.monotonic()

    def says(self, key: str) -> str:
        return self.speaks.texts[key]


@asynccontextmanager
async def visiting(
    chromium: Browser, board: Board, scripts: bool, scheme: Literal["light", "dark"], speaks: Language
) -> AsyncIterator[Visit]:
    board.ask("PATCH", "/tenant", language=speaks.code)
    motion: Literal["no-preference", "reduce"] = "no-preference" if scheme == "light" else "reduce"
    async with await chromium.new_context(
        java_script_enabled=scripts, color_scheme=scheme, reduced_motion=motion
    ) as context:
        page, faults = await context.new_page(), list[str]()
        page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        visit = Visit(page, board, speaks, scripts, faults)
        page.on("domcontentloaded", visit.note_time)
        yield visit
        assert faults == []


@pytest.mark.parametrize(("scripts", "scheme", "speaks"), WAYS)
async def test_a_visitor_finds_votes_posts_and_comments(
    chromium: Browser,
    make_board: Callable[[], Awaitable[Board]],
    scripts: bool,
    scheme: Literal["light", "dark"],
    speaks: Language,
) -> None:
    board = await make_board()
    there = board.post("Dark mode for the board", description="The white page is **blinding**.")
    board.post("Export as CSV")
    async with visiting(chromium, board, scripts, scheme, speaks) as visit:
        await finds(visit, there)
        await votes_and_takes_back(visit, there)
        await posts_beside_a_similar_one(visit, there)
        await comments(visit)
        await reads_what_became_of_it(visit, there)


async def finds(visit: Visit, post: str) -> None:
    await visit.open("/")
    await visit.page.locator("[role=search] input[name=q]").fill("dark")
    await visit.page.locator("[role=search] button").click()
    await expect(visit.page.locator(".posts h2")).to_have_text(["Dark mode for the board"])
    await visit.page.locator(".posts h2 a").click()
    await expect(visit.page).to_have_url(f"{visit.board.home}/posts/{post}")
    await expect(visit.page.locator(".post .prose strong")).to_have_text("blinding")


async def votes_and_takes_back(visit: Visit, post: str) -> None:
    button = visit.page.locator(".post .vote button")
    for pressed, votes in (("true", "1"), ("false", "0"), ("true", "1")):
        await button.click()
        await expect(button).to_have_attribute("aria-pressed", pressed)
        await expect(button.locator("b")).to_have_text(votes)
        await expect(visit.page.locator("form.vote[data-busy]")).to_have_count(0)
    if visit.scripts:
        await expect(visit.page.locator("#said")).to_have_text(visit.says("vote_given"))
    assert visit.board.ask("GET", f"/posts/{post}")["votes"] == 1


async def posts_beside_a_similar_one(visit: Visit, similar: str) -> None:
    await visit.page.get_by_role("link", name=visit.says("new_idea")).click()
    title = visit.page.locator("#title")
    await title.press_sequentially("A dark mode for the board", delay=10)
    await visit.page.locator("#description").fill("In the *evening*.")
    if visit.scripts:
        await expect(visit.page.locator("#similar li a")).to_have_attribute("href", f"/posts/{similar}")
    else:
        await visit.send("form.write")
        await expect(visit.page.locator("#similar li a")).to_have_attribute("href", f"/posts/{similar}")
        await expect(visit.page.locator("#description")).to_have_value("In the *evening*.")
    await visit.send("form.write")
    await expect(visit.page).to_have_url(re.compile(rf"{visit.board.home}/posts/[0-9a-f-]+$"))
    await expect(visit.page.locator(".post .prose em")).to_have_text("evening")


async def comments(visit: Visit) -> None:
    await visit.page.locator("#body").fill("I would **love** that")
    await visit.send(".talk form.write")
    comment = visit.page.locator(".comment")
    await expect(comment.locator("strong")).to_have_text("love")
    await expect(comment.locator(".by b")).to_have_text(visit.says("author_visitor"))
    await comment.get_by_role("link", name=visit.says("edit")).click()
    await visit.page.locator("#body").fill("I would love that very much")
    await visit.page.locator("form.write button.main").click()
    await expect(comment).to_contain_text("very much")


async def reads_what_became_of_it(visit: Visit, post: str) -> None:
    """The roadmap moves while one looks on where scripts run, and with the next look where they do not."""
    await visit.open("/roadmap")
    planned = visit.page.locator("section", has=visit.page.locator(".chip.planned"))
    await expect(planned.locator("li")).to_have_count(0)
    visit.board.ask("PATCH", f"/posts/{post}", status="planned")  # by another process
    if not visit.scripts:
        await visit.page.reload()
    await expect(planned.locator("li h3")).to_have_text(["Dark mode for the board"])
    visit.board.ask("POST", "/changelog", title="It is dark", body="At **last**", posts=[post], published=True)
    await visit.page.get_by_role("link", name=visit.says("nav_changelog")).click()
    await expect(visit.page.locator(".entry h2")).to_have_text(["It is dark"])
    await visit.page.locator(".asked a").click()
    await expect(visit.page.locator(".turn")).to_contain_text(visit.says("status_planned"))


async def test_counts_move_while_one_looks_on(chromium: Browser, make_board: Callable[[], Awaitable[Board]]) -> None:
    board = await make_board()
    post = board.post("Dark mode")
    async with visiting(chromium, board, True, "light", LANGUAGES["en"]) as visit:
        async with visit.page.expect_response("**/stream"):
            await visit.open("/")
        board.ask("PUT", f"/posts/{post}/vote", external_user_id="bob")
        await expect(visit.page.locator(".vote b")).to_have_text("1")
        await expect(visit.page.locator(".vote button")).to_have_attribute("aria-pressed", "false")


async def test_a_comment_of_another_appears_and_a_text_under_way_stays(
    chromium: Browser, make_board: Callable[[], Awaitable[Board]]
) -> None:
    board = await make_board()
    post = board.post("Dark mode")
    async with visiting(chromium, board, True, "light", LANGUAGES["en"]) as visit:
        async with visit.page.expect_response("**/stream"):
            await visit.open(f"/posts/{post}")
        await visit.page.locator("#body").fill("I am writing")
        board.comment(post, "Somebody else was quicker")
        await expect(visit.page.locator(".comment")).to_contain_text("Somebody else was quicker")
        await expect(visit.page.locator("#body")).to_have_value("I am writing")


async def test_a_vote_that_is_refused_is_taken_back_and_explained(
    chromium: Browser, make_board: Callable[[], Awaitable[Board]]
) -> None:
    board = await make_board()
    board.post("Dark mode")
    board.ask("PATCH", "/tenant", anonymous_voting=False)
    async with await chromium.new_context() as context:
        page = await context.new_page()
        await page.goto(board.home)
        await page.locator(".vote button").click()
        await expect(page.locator("main")).to_contain_text("sign in first")
        await expect(page.get_by_role("link", name="Sign in").last).to_be_visible()


async def test_a_theme_is_chosen_at_once_and_kept(
    chromium: Browser, make_board: Callable[[], Awaitable[Board]]
) -> None:
    board = await make_board()
    for scripts in (True, False):
        async with await chromium.new_context(java_script_enabled=scripts, color_scheme="light") as context:
            page = await context.new_page()
            await page.goto(board.home)
            await page.locator("button[value=dark]").click()
            await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
            await page.goto(f"{board.home}/roadmap")
            await expect(page.locator("body")).to_have_css("background-color", "rgba(0, 0, 0, 0)")
            await expect(page.locator("html")).to_have_css("background-color", "rgb(17, 17, 19)")
