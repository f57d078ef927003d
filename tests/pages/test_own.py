"""/me: one's own posts, votes and sessions, and nobody else's."""

import asyncpg
import pytest
from quart import Quart

from browser import Browser
from caller import Caller
from conftest import DOMAIN
from loops.pages.browsers import called
from loops_tenants import tokens, visitor_cookie
from loops_tenants.models import Person, Tenant
from pages.test_safety import HOSTILE, assert_harmless
from people import person, sign_browser_in, signed_in
from signing_in.hosts import ACME, APEX

ME = f"{ACME}/me"


@pytest.fixture
async def bob(app: Quart, acme: Tenant) -> Person:
    return await person("Bob")


@pytest.fixture
async def his(app: Quart, acme: Tenant, bob: Person) -> Browser:
    browser = Browser(app)
    await sign_browser_in(browser, bob, acme)
    return browser


async def test_who_is_not_signed_in_is_sent_to_do_so(app: Quart, acme: Tenant) -> None:
    for path in ("/me", "/me/votes", "/me/sessions"):
        browser = Browser(app)
        await browser.open(f"{ACME}{path}")
        assert browser.went[1] == f"{ACME}/sign-in?next={path.replace('/', '%2F')}"


async def test_ones_own_posts_are_listed_with_what_became_of_them(
    app: Quart, acme: Tenant, ada: Caller, bob: Person, his: Browser
) -> None:
    await ada.post("Somebody else's")
    mine = await (await signed_in(app, bob, acme)).post("Dark mode")
    await ada("PATCH", f"/posts/{mine['id']}", {"status": "planned"})
    shown = await his.open(ME)
    assert shown.page.titles == ["Dark mode"]
    assert ("Bob" in shown.text, "bob@example.com" in shown.text, "Planned" in shown.text) == (True, True, True)
    assert shown.headers["Cache-Control"] == "no-store"


async def test_what_one_voted_for_is_listed_the_newest_vote_first(
    app: Quart, acme: Tenant, ada: Caller, bob: Person, his: Browser
) -> None:
    posts = [await ada.post(title) for title in ("First", "Second", "Third")]
    by_api = await signed_in(app, bob, acme)
    for post in (posts[2], posts[0]):
        await by_api("PUT", f"/posts/{post['id']}/vote")
    shown = await his.open(f"{ME}/votes")
    assert shown.page.titles == ["First", "Third"]
    assert [attrs["aria-pressed"] for tag, attrs in shown.page.elements if attrs.get("aria-pressed")][:2] == [
        "true"
    ] * 2


async def test_pages_of_ones_own_follow_each_other(
    app: Quart, acme: Tenant, bob: Person, his: Browser, sql: asyncpg.Connection
) -> None:
    await (await signed_in(app, bob, acme)).post("The oldest")
    await sql.execute(MORE, acme.id, f"person:{bob.id}")
    first = await his.open(ME)
    assert (len(first.page.titles), "The oldest" in first.text) == (25, False)
    assert (await his.open(first.link(rel="next"))).page.titles[-1] == "The oldest"
    assert (await his.open(f"{ME}?cursor=x")).status == 400


MORE = """
INSERT INTO posts (tenant_id, title, external_user_id, author_verified, trend)
SELECT $1, 'Idea ' || n, $2, true, 0 FROM generate_series(1, 30) AS n"""


async def test_what_waits_or_was_merged_says_so_to_its_author(
    app: Quart, acme: Tenant, ada: Caller, bob: Person, his: Browser, sql: asyncpg.Connection
) -> None:
    by_api, other = await signed_in(app, bob, acme), await ada.post("Target")
    held, merged = await by_api.post("Held"), await by_api.post("Merged")
    await sql.execute("UPDATE posts SET held = true WHERE title = 'Held'")
    await sql.execute("UPDATE posts SET merged_into = $1 WHERE title = 'Merged'", other["id"])
    shown = await his.open(ME)
    assert ("Waits for the team" in shown.text, "Merged into another idea" in shown.text) == (True, True)
    assert {f"/posts/{held['id']}", f"/posts/{other['id']}"} <= set(shown.page.links())
    assert f"/posts/{merged['id']}" not in shown.page.links()


async def test_what_is_only_claimed_by_a_page_is_nobodys_own(
    acme: Tenant, ada: Caller, bob: Person, his: Browser, sql: asyncpg.Connection
) -> None:
    post = await ada.post("Claimed", external_user_id=f"person:{bob.id}")
    await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": f"person:{bob.id}"})
    assert (await his.open(ME)).page.titles == ["Claimed"]
    other = Browser(his.app)
    await sign_browser_in(other, await person("Eve"), acme)
    assert (await other.open(ME)).page.titles == (await other.open(f"{ME}/votes")).page.titles == []


async def test_a_vote_that_was_claimed_and_proved_is_listed_once(
    acme: Tenant, ada: Caller, bob: Person, his: Browser, sql: asyncpg.Connection
) -> None:
    post = await ada.post("Dark mode")
    await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": f"person:{bob.id}"})
    await sql.execute(
        "INSERT INTO votes (tenant_id, post_id, voter, external_user_id, verified) "
        "SELECT tenant_id, post_id, voter, external_user_id, false FROM votes"
    )
    assert (await his.open(f"{ME}/votes")).page.titles == ["Dark mode"]


async def test_a_browser_that_signed_in_nowhere_has_its_own_too(app: Quart, acme: Tenant, ada: Caller) -> None:
    token = tokens.mint()
    await ada.post("Dark mode", external_user_id=visitor_cookie.id_of(token))
    browser = Browser(app)
    browser.cookies[f"acme.{DOMAIN}"] = {
        "__Host-loops-visitor": f"{token}.{app.extensions['visitor_sealer'](token, acme.id)}"
    }
    shown = await browser.open(ME)
    assert (shown.page.titles, "Your activity" in shown.text) == (["Dark mode"], True)
    assert not {"/me/sessions", "/sign-out", "/admin"} & set(shown.page.links())
    await browser.open(f"{ME}/sessions")
    assert browser.went[1] == f"{ACME}/sign-in?next=%2Fme%2Fsessions"


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_what_is_shown_to_oneself_never_runs(
    app: Quart, acme: Tenant, bob: Person, his: Browser, sql: asyncpg.Connection, hostile: str
) -> None:
    await (await signed_in(app, bob, acme)).post(hostile, tag=hostile[:40])
    await sql.execute("UPDATE persons SET name = $1, email = $1", hostile)
    await sql.execute("UPDATE sessions SET user_agent = $1", hostile)
    for path, often in (("", 4), ("/votes", 2), ("/sessions", 2)):
        page = (await his.open(f"{ME}{path}")).page
        page.elements = [(tag, attrs) for tag, attrs in page.elements if attrs.get("href") != f"{APEX}/organisations"]
        assert page.text.count(hostile) >= often
        assert_harmless(page)


async def test_sessions_are_listed_and_ended(app: Quart, acme: Tenant, bob: Person, his: Browser) -> None:
    elsewhere = Browser(app)
    await sign_browser_in(elsewhere, bob, acme)
    shown = await his.open(f"{ME}/sessions")
    (revoke,) = [str(attrs["action"]) for tag, attrs in shown.page.elements if "revoke" in str(attrs.get("action"))]
    assert ("This one" in shown.text, "Firefox" in shown.text, "203.0.113.7" in shown.text) == (True, True, True)
    assert "revoke" not in (await his.submit(revoke)).html
    await elsewhere.open(ME)
    assert elsewhere.went[1] == f"{ACME}/sign-in?next=%2Fme"


async def test_another_site_and_another_person_end_no_session(
    app: Quart, acme: Tenant, his: Browser, sql: asyncpg.Connection
) -> None:
    other = Browser(app)
    await sign_browser_in(other, await person("Eve"), acme)
    id = await sql.fetchval("SELECT s.id FROM sessions s JOIN persons p ON p.id = s.person_id WHERE p.name = 'Bob'")
    for browser, site, status in ((other, "same-origin", 404), (his, "same-site", 403)):
        sent = await browser.open(f"{ME}/sessions/{id}/revoke", method="POST", Sec_Fetch_Site=site)
        assert sent.status == status
    assert await sql.fetchval("SELECT count(*) FROM sessions WHERE revoked_at IS NOT NULL") == 0


async def test_the_team_has_a_way_to_its_settings_and_nobody_else(app: Quart, acme: Tenant, his: Browser) -> None:
    team = Browser(app)
    await sign_browser_in(team, await person("Ada", of=acme, role="member"), acme)
    for url in (ME, f"{ACME}/"):
        assert "/admin" in (await team.open(url)).page.links()
        assert "/admin" not in (await his.open(url)).page.links()


async def test_the_apex_sends_to_ones_organisations(app: Quart, acme: Tenant) -> None:
    browser = Browser(app)
    await browser.open(f"{APEX}/me")
    assert browser.went[1] == f"{APEX}/organisations"


SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36 Edg/130.0"
AGENTS = [(SAFARI, "Safari · iPhone"), (EDGE, "Edge · Windows"), ("curl/8.1 x", "curl/8.1"), ("", "")]


@pytest.mark.parametrize(("agent", "said"), AGENTS)
def test_a_browser_is_called_as_people_call_it(agent: str, said: str) -> None:
    assert called(agent) == said
