"""The page of what waits for the team."""

from quart import Quart

from browser import Browser
from caller import Caller
from loops_tenants.models import Tenant
from people import person, sign_browser_in
from signing_in.hosts import ACME

PAGE = f"{ACME}/admin/held"


async def test_what_waits_is_let_through_one_by_one(team: Browser, ada: Caller, bob: Caller) -> None:
    open_post = await ada.post("Dark mode")
    await ada("PATCH", "/tenant", {"moderation": True})
    post = await bob.post("Buy pills")
    comment = (await bob("POST", f"/posts/{open_post['id']}/comments", {"body": "Me too"})).json
    shown = await team.open(PAGE)
    assert ("Buy pills" in shown.text, "Me too" in shown.text) == (True, True)
    await team.submit(f"/posts/{post['id']}/let-through")
    shown = await team.open(PAGE)
    assert ("Buy pills" in shown.text, "Me too" in shown.text) == (False, True)
    await team.submit(f"/comments/{comment['id']}/let-through")
    assert "Nothing waits" in (await team.open(PAGE)).text


async def test_a_long_queue_goes_on(team: Browser, ada: Caller, bob: Caller) -> None:
    await ada("PATCH", "/tenant", {"moderation": True})
    for n in range(26):
        await bob.post(f"Idea {n:02}")
    shown = await team.open(PAGE)
    (more,) = [link for link in shown.page.links() if link.startswith("/admin/held?posts=")]
    assert ("Idea 25" in shown.text, "Idea 00" in shown.text) == (True, False)
    assert "Idea 00" in (await team.open(f"{ACME}{more}")).text


async def test_who_may_not_moderate_sees_no_queue(app: Quart, acme: Tenant, ada: Caller) -> None:
    eve = Browser(app)
    await sign_browser_in(eve, await person("Eve", of=acme, role="member"), acme)
    assert (await eve.open(PAGE)).status == 403
    assert "/admin/held" not in (await eve.open(f"{ACME}/admin")).page.links()


async def test_a_cursor_that_is_none_is_a_page(team: Browser) -> None:
    assert (await team.open(f"{PAGE}?posts=x")).status == 400
