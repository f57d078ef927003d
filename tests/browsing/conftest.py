"""A real Chromium before a real `loops serve`. Where there is no browser, these tests are skipped and say so."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from itertools import count

import pytest
from playwright.async_api import Browser, StorageState, async_playwright

from browsing.board import Board
from browsing.furnishing import Furnished, furnish
from processes.harness import Serve

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# As root there is no sandbox to be had, and containers have little shared memory.
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("there is no Chromium on this machine (Debian: apt-get install chromium)")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
def installation(chromium: Browser) -> Iterator[Serve]:
    with Serve() as serve:
        yield serve.start()


@pytest.fixture(scope="session")
async def acme(installation: Serve) -> Board:
    """To look at: what a test changes here, others see."""
    return await Board.founded(installation, "acme", "Acme")


@pytest.fixture(scope="session")
def there(acme: Board) -> Furnished:
    """What there is at acme."""
    return furnish(acme)


NUMBERS = count(1)


@pytest.fixture
def make_board(installation: Serve) -> Callable[[], Awaitable[Board]]:
    """An empty one each time, to do with as one likes."""
    return lambda: Board.founded(installation, f"board-{next(NUMBERS)}", "Globex")


@pytest.fixture(scope="session")
async def ada(chromium: Browser, acme: Board) -> StorageState:
    """The cookies of acme's owner, who is signed in at the apex and at acme."""
    return await signed_in(chromium, acme)


async def signed_in(chromium: Browser, board: Board, role: str = "owner") -> StorageState:
    """By the printed link, as a person does it."""
    async with await chromium.new_context() as context:
        page = await context.new_page()
        await page.goto(board.sign_in_link(role))
        await page.locator("main button").click()
        await page.goto(f"{board.home}/sign-in?next=/me")
        assert page.url == f"{board.home}/me"
        return await context.storage_state()
