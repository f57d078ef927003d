from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.async_api import ConsoleMessage, Error, Page

from browsing.conftest import LANGUAGES, Windows
from browsing.faults import LOOKS, faults, look
from browsing.sights import SIGHTS, Sight
from node_packages import node_packages

AXE = Path(__file__).parent / "axe"
OF_THE_STATUS = "Failed to load resource: the server responded with a status of"  # the page's own, which is meant


@pytest.fixture(scope="session")
def axe() -> str:
    return (node_packages(AXE) / "node_modules/axe-core/axe.min.js").read_text()


@pytest.mark.parametrize("number", range(len(SIGHTS)), ids=[sight.name for sight in SIGHTS])
async def test_there_is_nothing_wrong_with_a_page(
    number: int, axe: str, windows: Windows, address: Callable[[Sight], str]
) -> None:
    sight = SIGHTS[number]
    page = windows[sight.who, LANGUAGES[number // 2 % 2]]
    looks = LOOKS[number % 2]
    with listening(page) as said:
        await look(page, looks[0])
        await see(page, sight, address(sight))
        found = await faults(page, axe, looks)
    found += [text for text in said if sight.status == 200 or not text.startswith(OF_THE_STATUS)]
    assert not found, "\n".join(found)


@contextmanager
def listening(page: Page) -> Iterator[list[str]]:
    """What its console says."""
    said: list[str] = []

    def note_message(message: ConsoleMessage) -> None:
        said.append(message.text)

    def note_error(error: Error) -> None:
        said.append(str(error))

    page.on("console", note_message)
    page.on("pageerror", note_error)
    yield said
    page.remove_listener("console", note_message)
    page.remove_listener("pageerror", note_error)


async def see(page: Page, sight: Sight, url: str) -> None:
    answer = await page.goto(url)
    for field, text in sight.write:
        await page.locator(f"main [name={field}]").press_sequentially(text)
    if sight.name == "new with similar ones":
        await page.locator("#similar li").first.wait_for()
    if sight.send:
        async with page.expect_navigation() as sent:
            await page.locator("main form.write").evaluate("form => form.submit()")
        answer = await sent.value
    assert answer is not None
    assert answer.status == sight.status
