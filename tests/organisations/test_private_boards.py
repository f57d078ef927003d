"""The pages of a board that is not public: for whom they open, once somebody is signed in."""

import pytest
from quart import Quart

from browser import Browser
from caller import Caller
from loops_tenants import hosts
from loops_tenants.models import Tenant
from people import person, sign_browser_in
from signing_in.hosts import ACME

# By privacy: whether a stranger, somebody signed in, and a member may look.
OPEN_TO = [("public", 200, 200, 200), ("sign_in", 403, 200, 200), ("members", 403, 403, 200)]


@pytest.mark.parametrize(("privacy", "stranger", "visitor", "member"), OPEN_TO)
async def test_a_boards_pages_open_to_whom_its_privacy_says(
    app: Quart, acme: Tenant, ada: Caller, privacy: str, stranger: int, visitor: int, member: int
) -> None:
    post = await ada.post()
    assert (await ada("PATCH", "/tenant", {"privacy": privacy})).status == 200
    hosts.look_up.forget()
    eve, bob = await person("Eve"), await person("Bob", of=acme, role="member")
    for who, status in ((None, stranger), (eve, visitor), (bob, member)):
        browser = Browser(app)
        if who:
            await sign_browser_in(browser, who, acme)
        for url in (f"{ACME}/", f"{ACME}/posts/{post['id']}"):
            shown = await browser.open(url)
            assert (shown.status, post["title"] in shown.text) == (status, status == 200)


async def test_who_is_kept_out_is_offered_to_sign_in_and_then_no_more(app: Quart, acme: Tenant, ada: Caller) -> None:
    await ada("PATCH", "/tenant", {"privacy": "members"})
    hosts.look_up.forget()
    browser = Browser(app)
    assert "/sign-in?next=/" in (await browser.open(f"{ACME}/")).page.links()
    await sign_browser_in(browser, await person("Eve"), acme)
    shown = await browser.open(f"{ACME}/")
    assert ("for its members alone" in shown.text, "/sign-in?next=/" in shown.page.links()) == (True, False)


async def test_an_invitation_to_a_private_board_is_accepted(app: Quart, acme: Tenant, ada: Caller) -> None:
    await ada("PATCH", "/tenant", {"privacy": "members"})
    hosts.look_up.forget()
    browser = Browser(app)
    await sign_browser_in(browser, await person("Bob"), acme)
    await browser.open((await ada("POST", "/invites", {"role": "member"})).json["url"])
    await browser.submit("/invite/accept")
    assert (await browser.open(f"{ACME}/")).status == 200
