from playwright.async_api import Browser, StorageState

from browsing.board import Board
from browsing.furnishing import Furnished


async def test_what_waits_for_the_team_is_listed_for_it(
    chromium: Browser, ada: StorageState, acme: Board, there: Furnished
) -> None:
    async with await chromium.new_context(storage_state=ada) as context:
        page = await context.new_page()
        await page.goto(f"{acme.home}/admin/held")
        assert await page.locator(f'a[href="/posts/{there.held}"]').count() >= 1
