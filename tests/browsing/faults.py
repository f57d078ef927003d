"""What is wrong with a page that a browser shows, in words: nothing, if all is well."""

import json
from typing import Any, Literal

from playwright.async_api import Page

WIDTHS = (320, 390, 1440)
HEIGHT = 900
LEAST = 39.5  # pixels: 40, and what rounding takes
MOST_SHIFTED = 0.02
Look = tuple[Literal["light", "dark"], int]  # and the width
# How each page is looked at; every other one has them crossed.
LOOKS: tuple[tuple[Look, ...], ...] = ((("light", 1280), ("dark", 390)), (("dark", 1280), ("light", 390)))

SHIFTED = """new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(sum)));
})"""
WIDTH = "[document.scrollingElement.scrollWidth, innerWidth]"
SMALL = """(least) => [...document.querySelectorAll(
    "header a, nav a, footer :is(a, button), main form button, .button, .link, .back a, .copy, summary, "
    + "input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea"
  )].filter((one) => one.checkVisibility() && !one.closest(".trap") && one.getBoundingClientRect().height < least)
  .map((one) => `${one.outerHTML.slice(0, 90)} is ${one.getBoundingClientRect().height} px high`)"""
APART = 4  # pixels at least, of what has a frame from whatever comes before it
CLOSE = """(least) => {
  const framed = ".empty, .note, .posts, .rows, .boards, .similar, .post, .search, .button";
  const near = (a, b) => a.left < b.right + least && b.left < a.right + least
    && a.top < b.bottom + least && b.top < a.bottom + least;
  const follows = (one, other) => one.compareDocumentPosition(other) === Node.DOCUMENT_POSITION_FOLLOWING;
  const shown = [...document.querySelectorAll(`main :is(h1, h2:not(.columns h2), .lead, ${framed})`)]
    .filter((one) => one.checkVisibility()).map((one) => [one, one.getBoundingClientRect()]);
  return shown.flatMap(([one, a]) => shown
    .filter(([other, b]) => other.matches(framed) && follows(one, other) && near(a, b))
    .map(([other]) => `${one.outerHTML.slice(0, 60)} touches ${other.outerHTML.slice(0, 60)}`));
}"""
UNMARKED = """[...document.querySelectorAll("p.error")]
  .filter((one) => getComputedStyle(one).color === getComputedStyle(document.body).color).map((one) => one.outerHTML)"""
AXE = """axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.flatMap(
  ({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`)))"""


async def faults(page: Page, axe: str, looks: tuple[Look, ...]) -> list[str]:
    found = [f"it moves by {shift}" for shift in [await page.evaluate(SHIFTED)] if shift > MOST_SHIFTED]
    for one in looks:
        await look(page, one)
        found += await page.evaluate(SMALL, LEAST) + await page.evaluate(CLOSE, APART) + await page.evaluate(UNMARKED)
        found += [f"{one}: {said}" for said in await broken_rules(page, axe)]
    for width in WIDTHS:
        await page.set_viewport_size({"width": width, "height": HEIGHT})
        wide, there = await page.evaluate(WIDTH)
        found += [f"it is {wide} px wide on {there}"] if wide > there else []
    return found


async def look(page: Page, look: Look) -> None:
    """Without motion, which ends a change of colours at once."""
    scheme, width = look
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await page.set_viewport_size({"width": width, "height": HEIGHT})


async def broken_rules(page: Page, axe: str) -> list[str]:
    """Those of axe. Through the debugger, which the page's own policy does not hold."""
    debugger = await page.context.new_cdp_session(page)
    await debugger.send("Runtime.evaluate", {"expression": axe})
    asked = {"expression": AXE, "awaitPromise": True, "returnByValue": True}
    answer: dict[str, Any] = await debugger.send("Runtime.evaluate", asked)
    await debugger.detach()
    assert "exceptionDetails" not in answer, json.dumps(answer["exceptionDetails"])
    found: list[str] = answer["result"]["value"]
    return found
