"""From page to page: what a browser fetches beforehand, and what it keeps."""

from asyncio import Event, timeout

from playwright.async_api import async_playwright

from browsing.board import Board
from browsing.conftest import SWITCHES, Contexts, program
from browsing.furnishing import Furnished

WITH_EFFECT = ("footer a[rel=nofollow]", "a[href^='/sign-in']", ".theme button", ".vote button")
POINTING = 300  # milliseconds; a link that is pointed at for 200 is fetched
MARK = "void addEventListener('pageshow', (shown) => (window.kept = shown.persisted))"


async def test_what_is_pointed_at_is_fetched_beforehand_unless_it_does_something(
    contexts: Contexts, acme: Board, there: Furnished
) -> None:
    page = await contexts["visitor", "en"].new_page()
    debugger = await page.context.new_cdp_session(page)
    fetched, ready = set[str](), Event()

    def note(told: dict[str, str]) -> None:
        fetched.add(told["prefetchUrl"])
        ready.set()

    debugger.on("Preload.prefetchStatusUpdated", note)
    await debugger.send("Preload.enable")
    await page.goto(acme.home)
    for effect in WITH_EFFECT:
        await page.locator(effect).first.hover()
        await page.wait_for_timeout(POINTING)
    await page.hover("a[href='/roadmap']")
    async with timeout(10):
        await ready.wait()
    await page.close()
    assert fetched == {f"{acme.home}/roadmap"}


async def test_a_page_that_listens_is_kept_for_the_way_back(acme: Board, there: Furnished) -> None:
    async with async_playwright() as playwright:
        kept = ["--disable-back-forward-cache"]  # which Playwright switches off, and people do not
        browser = await playwright.chromium.launch(executable_path=program(), args=SWITCHES, ignore_default_args=kept)
        page = await browser.new_page()
        async with page.expect_request("**/stream"):
            await page.goto(acme.home)
        await page.evaluate(MARK)
        await page.goto(f"{acme.home}/roadmap")
        async with page.expect_request("**/stream"):  # it listens again
            await page.evaluate("void setTimeout(() => history.back())")
        await page.wait_for_function("window.kept", timeout=10_000)
        await browser.close()
