"""What is said about a post: comments by forms, and what became of it meanwhile."""

import re
from uuid import uuid4

import pytest
from quart import Quart

from browser import Browser
from caller import Caller
from loops_tenants.models import Tenant
from pages.forms import code_of, comment
from pages.reading import APEX, read
from pages.test_safety import HOSTILE, assert_harmless
from people import person, sign_browser_in
from signing_in.hosts import ACME


@pytest.fixture
async def post(ada: Caller) -> str:
    return f"/posts/{(await ada.post('Dark mode'))['id']}"


async def bodies(ada: Caller, post: str) -> list[str]:
    return [one["body"] for one in (await ada("GET", f"{post}/comments")).json["comments"]]


async def test_a_comment_is_written_and_shown(visitor: Browser, acme: Tenant, post: str) -> None:
    shown = await comment(visitor, acme, post)
    assert re.fullmatch(rf"{ACME}{post}#comment-[0-9a-f-]+", shown.url)
    assert "A visitor" in shown.text
    assert "1 comment" in shown.text
    assert ("strong", {}) in shown.page.elements


async def test_sent_twice_it_is_one(visitor: Browser, acme: Tenant, ada: Caller, post: str) -> None:
    code = code_of(visitor.app, acme)
    first = await comment(visitor, acme, post, code=code)
    assert (await comment(visitor, acme, post, code=code)).url == first.url
    assert len(await bodies(ada, post)) == 1


WRONG = [
    ({"body": " "}, "nothing in it yet"),
    ({"body": "x" * 10_001}, "At most 10,000"),
    ({"code": "no code"}, "open for long"),
    ({"website": "spam"}, "nobody sees"),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG)
async def test_what_is_wrong_is_said_and_nothing_is_lost(
    visitor: Browser, acme: Tenant, ada: Caller, post: str, wrong: dict[str, str], said: str
) -> None:
    shown = await comment(visitor, acme, post, **wrong)
    assert (shown.status, said in shown.text) == (400, True)
    assert shown.page.fields(f"{post}/comments")["body"] == wrong.get("body", "I want that **too**").strip()
    assert await bodies(ada, post) == []


async def test_ones_own_is_changed_and_deleted(visitor: Browser, acme: Tenant, ada: Caller, post: str) -> None:
    shown = await comment(visitor, acme, post)
    (edit,) = [link for link in shown.page.links() if link.endswith("/edit")]
    await visitor.open(f"{ACME}{edit}")
    shown = await visitor.submit(edit, body="Better so")
    assert ("Better so" in shown.text, "edited" in shown.text) == (True, True)
    shown = await visitor.open(f"{ACME}{edit.removesuffix('edit')}delete")
    assert "Better so" in shown.text
    shown = await visitor.submit(edit.removesuffix("edit") + "delete")
    assert shown.url == f"{ACME}{post}#comments"
    assert await bodies(ada, post) == []


async def test_an_empty_change_is_asked_for_again(visitor: Browser, acme: Tenant, ada: Caller, post: str) -> None:
    await comment(visitor, acme, post)
    (made,) = (await ada("GET", f"{post}/comments")).json["comments"]
    await visitor.open(f"{ACME}/comments/{made['id']}/edit")
    shown = await visitor.submit(f"/comments/{made['id']}/edit", body="  ")
    assert (shown.status, "nothing in it yet" in shown.text) == (400, True)


async def test_somebody_elses_is_theirs(app: Quart, visitor: Browser, acme: Tenant, ada: Caller, post: str) -> None:
    await comment(visitor, acme, post)
    (made,) = (await ada("GET", f"{post}/comments")).json["comments"]
    other = Browser(app)
    shown = await other.open(f"{ACME}{post}")
    assert not [link for link in shown.page.links() if link.endswith("/edit")]
    assert (await other.open(f"{ACME}/comments/{made['id']}/edit")).status == 403
    for act in ("edit", "delete", "let-through"):
        path = f"{ACME}/comments/{made['id']}/{act}"
        got = await other.ask(path, "POST", {"body": "Mine"}, {"Sec_Fetch_Site": "same-origin"})
        assert got.status == 403
    assert await bodies(ada, post) == ["I want that **too**"]


async def test_a_note_of_the_team_is_seen_by_the_team(app: Quart, team: Browser, acme: Tenant, post: str) -> None:
    shown = await comment(team, acme, post, body="Costs a week", internal="yes")
    assert ("Costs a week" in shown.text, "Team only" in shown.text) == (True, True)
    stranger = await Browser(app).open(f"{ACME}{post}")
    assert "Costs a week" not in stranger.text
    assert "Only for the team" not in stranger.text


async def test_a_visitor_writes_no_note(visitor: Browser, acme: Tenant, ada: Caller, post: str) -> None:
    assert (await comment(visitor, acme, post, internal="yes")).status == 403
    assert await bodies(ada, post) == []


async def test_a_member_is_named_as_the_team(app: Quart, acme: Tenant, post: str) -> None:
    eve = Browser(app)
    await sign_browser_in(eve, await person("Eve", of=acme, role="member"), acme)
    shown = await comment(eve, acme, post)
    assert re.search(r"Eve\s+Team", shown.text)


async def test_turns_stand_where_they_happened(visitor: Browser, acme: Tenant, ada: Caller, post: str) -> None:
    await comment(visitor, acme, post, body="Before")
    await ada("PATCH", post, {"status": "planned"})
    shown = await comment(visitor, acme, post, body="After", code=code_of(visitor.app, acme, age=11))
    order = [shown.text.index(said) for said in ("Before", "The team set this to ⁨Planned⁩", "After")]
    assert order == sorted(order)


async def test_a_long_talk_goes_on_over_pages(visitor: Browser, ada: Caller, post: str) -> None:
    for n in range(51):
        await ada("POST", f"{post}/comments", {"body": f"Comment {n:02}"})
    shown = await visitor.open(f"{ACME}{post}")
    assert ("Comment 49" in shown.text, "Comment 50" in shown.text) == (True, False)
    shown = await visitor.open(shown.link(rel="next nofollow"))
    assert ("Comment 49" in shown.text, "Comment 50" in shown.text) == (False, True)


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_what_is_said_is_shown_and_never_run(visitor: Browser, acme: Tenant, post: str, hostile: str) -> None:
    shown = await comment(visitor, acme, post, body=hostile)
    assert shown.status == 200
    assert_harmless(shown.page)


async def test_where_strangers_do_not_write_the_way_in_is_shown(visitor: Browser, ada: Caller, post: str) -> None:
    await ada("PATCH", "/tenant", {"anonymous_posting": False})
    shown = await visitor.open(f"{ACME}{post}")
    assert not [form for form in shown.page.forms if form.attrs["action"] == f"{post}/comments"]
    assert f"/sign-in?next={post}" in shown.page.links()


async def test_a_held_comment_waits_for_the_team(
    app: Quart, visitor: Browser, team: Browser, acme: Tenant, ada: Caller, post: str
) -> None:
    await ada("PATCH", "/tenant", {"moderation": True})
    shown = await comment(visitor, acme, post)
    assert "Not public yet" in shown.text
    assert "I want that" not in (await Browser(app).open(f"{ACME}{post}")).text
    await team.open(f"{ACME}{post}")
    (made,) = (await ada("GET", f"{post}/comments")).json["comments"]
    await team.submit(f"/comments/{made['id']}/let-through")
    assert "I want that" in (await Browser(app).open(f"{ACME}{post}")).text
    (entry, *_) = (await ada("GET", "/audit")).json["entries"]
    assert (entry["action"], entry["details"]) == ("comments.change", {"held": False})


async def test_nobody_passes_for_the_team_by_a_name(visitor: Browser, ada: Caller, acme: Tenant, post: str) -> None:
    """What the team says without a name is its board's; only its own has the sign."""
    await ada("POST", f"{post}/comments", {"body": "It is planned"})
    team = (await visitor.open(f"{ACME}{post}")).text
    assert re.search(rf"{acme.name}\s+Team", team)
    await ada("DELETE", f"/comments/{(await ada('GET', f'{post}/comments')).json['comments'][0]['id']}")
    await comment(visitor, acme, post, body="It is off")
    assert not re.search(r"\sTeam\s", (await visitor.open(f"{ACME}{post}")).text)


@pytest.mark.parametrize("what", ["edit", "delete"])
async def test_the_apex_has_no_comments(app: Quart, what: str) -> None:
    await read(app, f"/comments/{uuid4()}/{what}", APEX, status=404)
