"""The changelog's pages: read by everybody, written by the team."""

from typing import Any

import pytest
from quart import Quart

from browser import Browser
from caller import Caller
from loops_tenants.models import Tenant
from pages.forms import code_of
from pages.reading import APEX, read
from pages.test_safety import HOSTILE, assert_harmless
from people import person, sign_browser_in
from signing_in.hosts import ACME


async def entry(ada: Caller, title: str = "Dark mode is here", **more: Any) -> Any:
    made = await ada("POST", "/changelog", {"title": title, "body": "It is **dark**", "published": True, **more})
    assert made.status == 201
    return made.json


async def test_what_is_published_is_read_by_everybody(visitor: Browser, ada: Caller) -> None:
    post = await ada.post("Dark mode")
    made = await entry(ada, posts=[post["id"]])
    await entry(ada, "Not yet", published=False)
    shown = await visitor.open(f"{ACME}/changelog")
    assert ("Dark mode is here" in shown.text, "Not yet" in shown.text) == (True, False)
    assert {f"/changelog/{made['id']}", f"/posts/{post['id']}"} <= set(shown.page.links())
    one = await visitor.open(f"{ACME}/changelog/{made['id']}")
    assert ("strong", {}) in one.page.elements


async def test_a_draft_is_the_teams(visitor: Browser, team: Browser, ada: Caller) -> None:
    made = await entry(ada, "Not yet", published=False)
    assert (await visitor.open(f"{ACME}/changelog/{made['id']}")).status == 404
    shown = await team.open(f"{ACME}/changelog")
    assert "Not yet" in shown.text
    assert "Draft" in (await team.open(f"{ACME}/changelog/{made['id']}")).text


async def test_an_entry_is_written_and_published(team: Browser, visitor: Browser, ada: Caller, acme: Tenant) -> None:
    post = await ada.post("Dark mode")
    await team.open(f"{ACME}/changelog/new")
    told = {"title": "It is here", "body": "For *you*", "others": f"{ACME}/posts/{post['id']}", "act": "publish"}
    shown = await team.submit("/changelog/new", **told)
    assert f"/posts/{post['id']}" in shown.page.links()
    assert "It is here" in (await visitor.open(f"{ACME}/changelog")).text
    (last, *_) = (await ada("GET", "/audit")).json["entries"]
    assert (last["action"], last["actor"]["name"]) == ("changelog.create", "Ada")


async def test_sent_twice_it_is_one(team: Browser, ada: Caller, acme: Tenant) -> None:
    code = code_of(team.app, acme)
    addresses = set()
    for _ in range(2):
        await team.open(f"{ACME}/changelog/new")
        addresses.add((await team.submit("/changelog/new", title="Here", act="publish", code=code)).url)
    assert len(addresses) == 1
    assert len((await ada("GET", "/changelog")).json["entries"]) == 1


async def test_a_draft_is_changed_published_and_hidden_again(team: Browser, visitor: Browser, ada: Caller) -> None:
    made = await entry(ada, "Not yet", published=False)
    edit = f"/changelog/{made['id']}/edit"
    for act, seen in (("keep", False), ("publish", True), ("keep", False)):
        await team.open(f"{ACME}{edit}")
        await team.submit(edit, title=f"Now {act}", act=act)
        assert (f"Now {act}" in (await visitor.open(f"{ACME}/changelog")).text) is seen


async def test_what_was_done_lately_is_offered_to_be_linked(team: Browser, ada: Caller) -> None:
    post = await ada.post("Dark mode")
    await ada("PATCH", f"/posts/{post['id']}", {"status": "done"})
    shown = await team.open(f"{ACME}/changelog/new")
    assert ("input", {"type": "checkbox", "name": "posts", "value": post["id"]}) in shown.page.elements
    await team.submit("/changelog/new", title="Here", posts=post["id"], act="publish")
    (made,) = (await ada("GET", "/changelog")).json["entries"]
    assert [one["id"] for one in made["posts"]] == [post["id"]]


WRONG = [
    ({"title": " "}, "needs a title"),
    ({"title": "x" * 141}, "At most 140"),
    ({"body": "x" * 50_001}, "At most 50,000"),
    ({"others": "/posts/01890000-0000-7000-8000-000000000000"}, "no ideas of this board"),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG)
async def test_what_is_wrong_is_said_and_nothing_is_lost(
    team: Browser, ada: Caller, wrong: dict[str, str], said: str
) -> None:
    await team.open(f"{ACME}/changelog/new")
    told = {"title": "It is here", "body": "For you", "act": "publish", **wrong}
    shown = await team.submit("/changelog/new", **told)
    assert (shown.status, said in shown.text) == (400, True)
    assert shown.page.fields("/changelog/new")["body"] == told["body"]
    assert (await ada("GET", "/changelog")).json["entries"] == []


async def test_an_entry_is_deleted(team: Browser, visitor: Browser, ada: Caller) -> None:
    made = await entry(ada)
    await team.open(f"{ACME}/changelog/{made['id']}/delete")
    assert (await team.submit(f"/changelog/{made['id']}/delete")).url == f"{ACME}/changelog"
    assert (await visitor.open(f"{ACME}/changelog/{made['id']}")).status == 404


async def test_older_entries_follow(visitor: Browser, ada: Caller) -> None:
    for n in range(11):
        await entry(ada, f"Entry {n:02}")
    shown = await visitor.open(f"{ACME}/changelog")
    assert ("Entry 10" in shown.text, "Entry 00" in shown.text) == (True, False)
    shown = await visitor.open(shown.link(rel="next"))
    assert ("Entry 10" in shown.text, "Entry 00" in shown.text) == (False, True)


async def test_a_member_reads_and_does_not_write(app: Quart, acme: Tenant, ada: Caller) -> None:
    eve, made = Browser(app), await entry(ada)
    await sign_browser_in(eve, await person("Eve", of=acme, role="member"), acme)
    assert "/changelog/new" not in (await eve.open(f"{ACME}/changelog")).page.links()
    for path in ("new", f"{made['id']}/edit", f"{made['id']}/delete"):
        assert (await eve.open(f"{ACME}/changelog/{path}")).status == 403


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_what_is_written_is_shown_and_never_run(visitor: Browser, ada: Caller, hostile: str) -> None:
    made = await entry(ada, hostile, body=hostile)
    for path in ("/changelog", f"/changelog/{made['id']}"):
        assert_harmless((await visitor.open(f"{ACME}{path}")).page)


async def test_an_empty_changelog_says_so_and_the_apex_has_none(app: Quart, acme: Tenant) -> None:
    assert "Nothing here yet" in (await read(app, "/changelog")).text
    await read(app, "/changelog", APEX, status=404)
    await read(app, "/changelog?cursor=x", status=400)


async def test_a_form_without_its_code_is_shown_again(team: Browser, acme: Tenant, ada: Caller) -> None:
    """Codes are known installation-wide: one that is made up would be everybody's who makes up the same."""
    await team.open(f"{ACME}/changelog/new")
    shown = await team.submit("/changelog/new", title="Dark mode", act="publish", code="")
    assert (shown.status, "open for long" in shown.text) == (400, True)
    shown = await team.submit("/changelog/new", act="publish")
    assert shown.status == 200
    assert [one["title"] for one in (await ada("GET", "/changelog")).json["entries"]] == ["Dark mode"]
