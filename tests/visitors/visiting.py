"""What a visitor does on the pages of the board."""

import json
from typing import Any

from browser import Browser, Shown
from conftest import DOMAIN
from signing_in.hosts import ACME

HOST, COOKIE = f"acme.{DOMAIN}", "__Host-loops-visitor"


def cookie(browser: Browser) -> str | None:
    return browser.cookies.get(HOST, {}).get(COOKIE)


async def send(browser: Browser, path: str, site: str = "same-origin", **data: str) -> Shown:
    return await browser.ask(f"{ACME}{path}", "POST", data, {"Sec_Fetch_Site": site})


async def vote(browser: Browser, post: Any) -> Any:
    got = await send(browser, f"/vote/{post['id']}")
    assert got.status == 200, got.text
    return json.loads(got.html)


async def write(browser: Browser, title: str = "Dark mode") -> str:
    got = await send(browser, "/write", title=title)
    assert got.status == 200, got.text
    return str(json.loads(got.html)["id"])


async def who(browser: Browser) -> Any:
    return json.loads((await browser.ask(f"{ACME}/look")).html)
