from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page

from browsing.faults import faults
from browsing.sights import SIGHTS, Sight, Who
from node_packages import node_packages

AXE = Path(__file__).parent / "axe"
OF_THE_STATUS = "Failed to load resource: the server responded with a status of"  # the page's own, which is meant


@pytest.fixture(scope="session")
def axe() -> str:
    return (node_packages(AXE) / "node_modules/axe-core/axe.min.js").read_text()


@pytest.mark.parametrize("number", range(len(SIGHTS)), ids=[sight.name for sight in SIGHTS])
async def test_there_is_nothing_wrong_with_a_page(
    number: int, axe: str, contexts: dict[tuple[Who, str], BrowserContext], address: Callable[[Sight], str]
) -> None:
    sight = SIGHTS[number]
    page = await contexts[sight.who, ("en", "tr")[number // 2 % 2]].new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    await see(page, sight, address(sight))
    found = await faults(page, axe, number)
    await page.close()
    found += [text for text in said if sight.status == 200 or not text.startswith(OF_THE_STATUS)]
    assert not found, "\n".join(found)


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
