"""A real Chromium before a real `loops serve`. Where there is no browser, these tests are skipped and say so."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from itertools import count

import pytest
from playwright.async_api import Browser, BrowserContext, Page, StorageState, async_playwright

from browsing.board import Board
from browsing.furnishing import Furnished, furnish
from browsing.sights import Sight, Who
from processes.harness import Serve

Contexts = dict[tuple[Who, str], BrowserContext]
Windows = dict[tuple[Who, str], Page]

LANGUAGES = ("en", "tr")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# As root there is no sandbox to be had, and containers have little shared memory.
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


def program() -> str:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("there is no Chromium on this machine (Debian: apt-get install chromium)")
    return found


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program(), args=SWITCHES)
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
def installation() -> Iterator[Serve]:
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


@pytest.fixture(scope="session")
async def contexts(chromium: Browser, acme: Board, ada: StorageState) -> Contexts:
    """A browser's window by who looks, and in which language."""
    states: dict[Who, StorageState | None] = {
        "visitor": None,
        "owner": ada,
        "member": await signed_in(chromium, acme, "member"),
    }
    made: Contexts = {}
    for who, state in states.items():
        for language in LANGUAGES:
            made[who, language] = context = await chromium.new_context(storage_state=state)
            hosts = [acme.apex, acme.home]
            await context.add_cookies([{"name": "loops-language", "value": language, "url": host} for host in hosts])
    return made


@pytest.fixture(scope="session")
async def windows(contexts: Contexts) -> Windows:
    """One page each, to go from sight to sight with: a new one is a new process, which reads all of axe anew."""
    return {whose: await context.new_page() for whose, context in contexts.items()}


@pytest.fixture(scope="session")
async def address(acme: Board, there: Furnished, installation: Serve) -> Callable[[Sight], str]:
    empty, private = [await Board.founded(installation, slug, slug.title()) for slug in ("empty", "private")]
    private.ask("PATCH", "/tenant", privacy="members")
    homes = {"acme": acme.home, "apex": acme.apex, "empty": empty.home, "private": private.home}
    homes["nobody"] = acme.home.replace("acme", "nobody")
    invite = acme.ask("POST", "/invites", role="member")["url"].rpartition("/")[2]
    code = acme.sign_in_link().rpartition("=")[2]
    known = vars(there) | {"invite": invite, "code": code}
    return lambda sight: homes[sight.at] + sight.path.format(**known)


async def signed_in(chromium: Browser, board: Board, role: str = "owner") -> StorageState:
    """By the printed link, as a person does it."""
    async with await chromium.new_context() as context:
        page = await context.new_page()
        await page.goto(board.sign_in_link(role))
        await page.locator("main button").click()
        await page.goto(f"{board.home}/sign-in?next=/me")
        assert page.url == f"{board.home}/me"
        return await context.storage_state()
