"""What the team does with a post, by forms beside it."""

import pytest
from quart import Quart

from browser import Browser
from caller import Caller
from loops_tenants.models import Tenant
from people import person, sign_browser_in
from signing_in.hosts import ACME

ACTS = ("change", "edit", "delete", "merge", "unmerge", "let-through")


@pytest.fixture
async def post(ada: Caller) -> str:
    return f"/posts/{(await ada.post('Dark mode', description='At night'))['id']}"


async def test_a_status_and_a_tag_are_set(team: Browser, ada: Caller, post: str) -> None:
    await team.open(f"{ACME}{post}")
    shown = await team.submit(f"{post}/change", status="planned", tag=" design ")
    assert ("span", {"class": "chip planned"}) in shown.page.elements
    found = (await ada("GET", post)).json
    assert (found["status"], found["tag"]) == ("planned", "design")
    (entry, *_) = (await ada("GET", "/audit")).json["entries"]
    assert (entry["action"], entry["actor"]["name"]) == ("posts.change", "Ada")


async def test_an_empty_tag_is_none(team: Browser, ada: Caller, post: str) -> None:
    await ada("PATCH", post, {"tag": "design"})
    await team.open(f"{ACME}{post}")
    await team.submit(f"{post}/change", tag="")
    assert (await ada("GET", post)).json["tag"] is None


async def test_a_status_that_is_none_is_refused(team: Browser, ada: Caller, post: str) -> None:
    await team.open(f"{ACME}{post}")
    shown = await team.submit(f"{post}/change", status="lost")
    assert (shown.status, "look at what is filled in" in shown.text, "link" in shown.text) == (400, True, False)
    assert (await ada("GET", post)).json["status"] == "open"


async def test_its_text_is_edited(team: Browser, ada: Caller, post: str) -> None:
    shown = await team.open(f"{ACME}{post}/edit")
    assert shown.page.fields(f"{post}/edit") == {"title": "Dark mode", "description": "At night"}
    shown = await team.submit(f"{post}/edit", title="Dark theme", description="")
    assert shown.url == f"{ACME}{post}"
    found = (await ada("GET", post)).json
    assert (found["title"], found["description"]) == ("Dark theme", None)


async def test_a_text_that_does_not_fit_is_kept(team: Browser, ada: Caller, post: str) -> None:
    await team.open(f"{ACME}{post}/edit")
    shown = await team.submit(f"{post}/edit", title="ab", description="Mine")
    assert (shown.status, "at least 3" in shown.text) == (400, True)
    assert shown.page.fields(f"{post}/edit") == {"title": "ab", "description": "Mine"}
    assert (await ada("GET", post)).json["title"] == "Dark mode"


async def test_a_post_is_deleted_and_then_gone(team: Browser, visitor: Browser, ada: Caller, post: str) -> None:
    await team.open(f"{ACME}{post}/delete")
    shown = await team.submit(f"{post}/delete")
    assert shown.url == f"{ACME}/"
    gone = await visitor.open(f"{ACME}{post}")
    assert (gone.status, "This idea was deleted" in gone.text) == (410, True)


async def test_what_was_merged_into_a_deleted_post_is_there_again(team: Browser, ada: Caller, post: str) -> None:
    other = (await ada.post("Night mode"))["id"]
    await ada("POST", f"/posts/{other}/merge", {"into": post.removeprefix("/posts/")})
    await team.open(f"{ACME}{post}/delete")
    assert (await team.submit(f"{post}/delete")).status == 200
    assert (await ada("GET", f"/posts/{other}")).json["merged_into"] is None


async def test_what_waits_is_let_through(app: Quart, team: Browser, bob: Caller, ada: Caller) -> None:
    await ada("PATCH", "/tenant", {"moderation": True})
    post = f"/posts/{(await bob.post('Dark mode'))['id']}"
    assert (await Browser(app).open(f"{ACME}{post}")).status == 404
    shown = await team.open(f"{ACME}{post}")
    assert "Only its author and the team see this" in shown.text
    await team.submit(f"{post}/let-through")
    assert (await Browser(app).open(f"{ACME}{post}")).status == 200


async def test_a_duplicate_is_merged_and_taken_back(team: Browser, visitor: Browser, ada: Caller, post: str) -> None:
    other = f"/posts/{(await ada.post('Dark mode for the board'))['id']}"
    await visitor.open(f"{ACME}{other}")
    await visitor.submit(f"{other}/vote")
    shown = await team.open(f"{ACME}{other}/merge")
    assert post in shown.page.links()
    shown = await team.submit(f"{other}/merge", into=post.removeprefix("/posts/"))
    assert (shown.url, "1 idea was merged into this one" in shown.text) == (f"{ACME}{post}", True)
    assert (await ada("GET", post)).json["votes"] == 1
    assert (await visitor.open(f"{ACME}{other}")).url == f"{ACME}{post}"
    await team.open(f"{ACME}{post}")
    await team.submit(f"{other}/unmerge")
    assert (await visitor.open(f"{ACME}{other}")).url == f"{ACME}{other}"


async def test_another_to_merge_into_is_searched_for(team: Browser, ada: Caller, post: str) -> None:
    other = f"/posts/{(await ada.post('Night colours'))['id']}"
    assert other not in (await team.open(f"{ACME}{post}/merge")).page.links()
    assert other in (await team.open(f"{ACME}{post}/merge?q=colours")).page.links()


@pytest.mark.parametrize("into", ["", "no-id", "01890000-0000-7000-8000-000000000000"])
async def test_merging_into_nothing_is_refused(team: Browser, ada: Caller, post: str, into: str) -> None:
    got = await team.ask(f"{ACME}{post}/merge", "POST", {"into": into}, {"Sec_Fetch_Site": "same-origin"})
    assert got.status == 404


@pytest.mark.parametrize("act", ACTS)
async def test_a_member_may_not(app: Quart, acme: Tenant, ada: Caller, post: str, act: str) -> None:
    eve = Browser(app)
    await sign_browser_in(eve, await person("Eve", of=acme, role="member"), acme)
    assert "For the team" not in (await eve.open(f"{ACME}{post}")).text
    got = await eve.ask(f"{ACME}{post}/{act}", "POST", {"status": "done"}, {"Sec_Fetch_Site": "same-origin"})
    assert (got.status, "Not in your role" in got.text) == (403, True)


@pytest.mark.parametrize("act", ACTS)
async def test_a_stranger_is_sent_to_sign_in(visitor: Browser, acme: Tenant, post: str, act: str) -> None:
    got = await visitor.ask(f"{ACME}{post}/{act}", "POST", {"status": "done"}, {"Sec_Fetch_Site": "same-origin"})
    assert (got.status, got.headers["Location"].startswith("/sign-in?next=")) == (303, True)


@pytest.mark.parametrize("act", ACTS)
async def test_no_other_site_acts_for_the_team(team: Browser, ada: Caller, post: str, act: str) -> None:
    got = await team.ask(f"{ACME}{post}/{act}", "POST", {"status": "done"}, {"Sec_Fetch_Site": "same-site"})
    assert got.status == 403
    assert (await ada("GET", post)).json["status"] == "open"
