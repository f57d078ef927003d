import re
from collections.abc import Callable
from html.parser import HTMLParser

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN, Embedded
from loops_tenants import hosts
from loops_tenants.models import Tenant
from test_health import undone
from visitor import Got, visit

HERE = ("Host", f"acme.{DOMAIN}")
APEX = ("Host", DOMAIN)
RIGHT_TO_LEFT = "\u202e"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "</title></a><!--",
    "javascript:alert(1)",
    f"{RIGHT_TO_LEFT}gnitirw",
]
EMPTY = {"meta", "link", "img", "input"}


class Read(HTMLParser):
    """What a browser makes of a page: its elements, its text, and whether each that is opened is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text, self.open = "", list[str]()
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def links(self, **like: str) -> list[str]:
        found = [attrs for tag, attrs in self.elements if tag == "a" and like.items() <= attrs.items()]
        return [str(attrs["href"]) for attrs in found]


async def read(app: Quart, url: str = "/", host: tuple[str, str] = HERE, status: int = 200) -> Read:
    got = await visit(app, url, host)
    assert (got.status, got.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    return Read(got.text)


async def test_a_board_shows_its_posts_to_anybody(app: Quart, ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post("Dark mode", description="For the night", tag="ui")
    await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": "bob"})
    await ada("PATCH", f"/posts/{post['id']}", {"status": "planned"})
    await sql.execute("UPDATE posts SET created_at = '2026-11-03T23:30:00Z'")
    page = await read(app)
    for shown in ("Acme", "Dark mode", "For the night", "Planned", "ui", "3 Nov 2026"):
        assert shown in page.text
    assert re.search(r"\b1\s+vote\b", page.text)
    assert ("span", {"class": "chip planned"}) in page.elements
    assert post["url"] == f"https://acme.{DOMAIN}/posts/{post['id']}"
    assert f"/posts/{post['id']}" in page.links()


async def test_a_board_without_posts_says_how_the_first_one_comes(app: Quart, acme: Tenant) -> None:
    page = await read(app)
    assert "No ideas yet" in page.text
    assert f"curl https://acme.{DOMAIN}/api/v1/posts" in page.text


async def test_pages_of_a_board_follow_each_other_to_its_end(app: Quart, ada: Caller) -> None:
    for n in range(5):
        await ada.post(f"Idea {n}")
    url, seen = ["/?limit=2&sort=old"], ""
    for _ in range(3):
        page = await read(app, url[0])
        seen += page.text
        url = page.links(rel="next") or ["/none"]
        url = [f"{url[0]}&limit=2"]
    assert re.findall(r"Idea \d", seen) == [f"Idea {n}" for n in range(5)]
    assert url == ["/none&limit=2"]


async def test_a_board_is_sorted_and_filtered_as_its_links_say(app: Quart, ada: Caller) -> None:
    for title, tag in (("First", "a b&c"), ("Second", None)):
        await ada.post(title, tag=tag)
    assert re.findall("First|Second", (await read(app)).text) == ["Second", "First"]
    assert re.findall("First|Second", (await read(app, "/?sort=old")).text) == ["First", "Second"]
    (tagged,) = [link for link in (await read(app)).links(**{"class": "tag"})]
    assert re.findall("First|Second", (await read(app, tagged)).text) == ["First"]
    assert "No ideas here" in (await read(app, "/?tag=none")).text


async def test_a_board_is_searched_without_javascript(app: Quart, ada: Caller) -> None:
    for title in ("Dark mode", "Two-way sync"):
        await ada.post(title)
    page = await read(app, "/?q=dar%22k")
    (field,) = [attrs for tag, attrs in page.elements if tag == "input"]
    assert (field["name"], field["value"]) == ("q", 'dar"k')
    page = await read(app, "/?q=dark")
    assert ("Dark mode" in page.text, "Two-way sync" in page.text) == (True, False)
    assert "q=dark" in page.links(**{"aria-current": "true"})[0]


@pytest.mark.parametrize("query", ["sort=best", "cursor=x", "limit=0", "status=lost", "offset=-1", "offset=100001"])
async def test_a_link_that_is_not_right_is_a_page_too(app: Quart, acme: Tenant, query: str) -> None:
    assert "This link is not right" in (await read(app, f"/?{query}", status=400)).text


async def test_a_post_has_a_page_at_its_url(app: Quart, ada: Caller) -> None:
    post = await ada.post("Dark mode", description="Line one\n\nLine two", tag="ui")
    page = await read(app, f"/posts/{post['id']}")
    assert "Line one\n\nLine two" in page.text
    assert ("link", {"rel": "canonical", "href": post["url"]}) in page.elements


async def test_who_is_held_merged_or_nowhere_is_not_shown(app: Quart, ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post("Dark mode")
    await read(app, f"/posts/{post['id']}", host=APEX, status=404)
    await read(app, f"/posts/{post['id']}", host=("Host", f"globex.{DOMAIN}"), status=404)
    for id in ("01890000-0000-7000-8000-000000000000", "no-id", "%00"):
        assert "Nothing here" in (await read(app, f"/posts/{id}", status=404)).text
    await sql.execute("UPDATE posts SET held = true")
    assert "Dark mode" not in (await read(app)).text
    await read(app, f"/posts/{post['id']}", status=404)


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_what_people_write_is_shown_and_never_run(
    app: Quart, ada: Caller, sql: asyncpg.Connection, hostile: str
) -> None:
    post = await ada.post(hostile, description=hostile, tag=hostile[:40])
    await sql.execute("UPDATE tenants SET name = $1", hostile)
    await sql.execute("UPDATE statuses SET name = $1", hostile[:40])
    hosts.look_up.forget()
    for url in ("/", f"/posts/{post['id']}"):
        page = await read(app, url)
        assert page.text.count(hostile) >= 3
        assert_harmless(page)


def assert_harmless(page: Read) -> None:
    for tag, attributes in page.elements:
        assert tag not in ("script", "style", "iframe", "object")
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        target = attributes.get("href") or attributes.get("src") or attributes.get("action") or "/"
        assert target.startswith(("/", "#", f"https://acme.{DOMAIN}/")), (tag, target)


async def test_a_text_that_runs_the_other_way_is_kept_apart(app: Quart, ada: Caller) -> None:
    post = await ada.post(f"{RIGHT_TO_LEFT}gnitirw", description=f"{RIGHT_TO_LEFT}gnitirw", tag=f"{RIGHT_TO_LEFT}gat")
    html = (await visit(app, f"/posts/{post['id']}", HERE)).text
    places = re.findall(r"(.{20}|^.*)" + RIGHT_TO_LEFT, html, re.M)
    assert len(places) == 4
    assert all(place.endswith(("\u2068", "<bdi>", 'dir="auto">')) for place in places)


async def test_ten_thousand_characters_are_cut_in_the_list_alone(app: Quart, ada: Caller) -> None:
    post = await ada.post(description="x" * 10_000)
    assert "x" * 300 not in (await read(app)).text
    assert "x" * 10_000 in (await read(app, f"/posts/{post['id']}")).text


async def test_nothing_but_our_own_styles_and_pictures_may_load(app: Quart, acme: Tenant) -> None:
    got = await visit(app, "/", HERE)
    policy = dict(part.strip().split(" ", 1) for part in got.headers["Content-Security-Policy"].split(";"))
    assert policy.pop("default-src") == "'none'"
    assert "script-src" not in policy
    assert set(policy.values()) == {"'self'", "'none'"}
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert '<html lang="en">' in got.text


@pytest.mark.parametrize("host", [HERE, ("Host", "evil.test"), ("Host", "[")])
async def test_a_pages_files_are_there_at_every_host_and_for_ever(
    app: Quart, acme: Tenant, host: tuple[str, str]
) -> None:
    page = Read((await visit(app, "/", host)).text)
    files = [str(attrs["href"]) for tag, attrs in page.elements if attrs.get("rel") in ("stylesheet", "icon")]
    assert len(files) == 2
    for url in files:
        got = await visit(app, url, host)
        assert (got.status, got.headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
        stale = await visit(app, f"{url}0", host)
        assert stale.headers["Cache-Control"] == "public, max-age=300"


async def test_a_host_without_a_board_says_so(app: Quart, ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post()
    nowhere = await read(app, f"/posts/{post['id']}", ("Host", "evil.test"), status=404)
    assert "No board lives at this address." in nowhere.text
    assert "Acme" not in nowhere.text
    for fate, status, said in (("suspended_at", 403, "This board is suspended."), ("deleted_at", 404, "No board")):
        await sql.execute(f"UPDATE tenants SET {fate} = now()")
        hosts.look_up.forget()
        page = await read(app, status=status)
        assert said in page.text
        assert "Acme" not in page.text


async def test_what_breaks_is_a_plain_page_without_its_insides(
    app: Quart, acme: Tenant, sql: asyncpg.Connection
) -> None:
    async with undone(sql, "ALTER TABLE statuses RENAME TO lost", "ALTER TABLE lost RENAME TO statuses"):
        page = await read(app, status=500)
    assert "Something broke" in page.text
    assert "statuses" not in page.text


async def test_the_apex_names_nobody(app: Quart, acme: Tenant) -> None:
    page = await read(app, host=APEX)
    assert "Acme" not in page.text
    assert "acme" not in page.text
    assert f"your-organisation.{DOMAIN}" in page.text


@pytest.mark.parametrize("host", [DOMAIN, "127.0.0.1:8000", "[::1]:8000"])
async def test_the_apex_links_the_boards_of_who_tries_loops_out(
    serving: Callable[..., Quart], acme: Tenant, host: str
) -> None:
    page = await read(serving(Embedded, scheme="http"), host=("Host", host))
    assert page.links()[-1] == f"http://acme.{DOMAIN}/"
    assert "LOOPS_SINGLE_TENANT=acme" in page.text


async def test_the_apex_of_an_empty_installation_says_how_to_begin(serving: Callable[..., Quart], empty: None) -> None:
    assert "loops tenant create" in (await read(serving(Embedded), host=APEX)).text


async def test_a_single_tenants_board_is_at_every_host(serving: Callable[..., Quart], ada: Caller) -> None:
    await ada.post("Dark mode")
    app = serving(single_tenant="acme")
    for host in (DOMAIN, "127.0.0.1", "anything.test"):
        page = await read(app, host=("Host", host))
        assert "Dark mode" in page.text
        assert ("link", {"rel": "canonical", "href": f"https://{DOMAIN}/"}) in page.elements


@pytest.mark.parametrize("url", ["/", "/nowhere", "/static/board.css"])
async def test_head_answers_as_get_does(app: Quart, acme: Tenant, url: str) -> None:
    def told(got: Got) -> object:
        return got.status, {name: value for name, value in got.headers if name != "x-request-id"}

    assert told(await visit(app, url, HERE, method="HEAD")) == told(await visit(app, url, HERE))
