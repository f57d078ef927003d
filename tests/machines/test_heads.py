"""What the head of a page says to search engines, and to whoever shows a link to it."""

import json
import re
from typing import Any

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from comments import held
from comments import said as commented
from conftest import DOMAIN
from loops_tenants import hosts
from loops_tenants.models import Tenant
from machines.asking import announced
from pages.reading import APEX, HERE, Read, read
from pages.test_safety import HOSTILE
from people import person, session
from visitor import visit

HOME = f"https://acme.{DOMAIN}"


def meta(page: Read) -> dict[str, str | None]:
    found = [attrs for tag, attrs in page.elements if tag == "meta"]
    return {str(attrs.get("property") or attrs.get("name")): attrs.get("content") for attrs in found}


def linked(page: Read, **like: str) -> list[str]:
    found = [attrs for tag, attrs in page.elements if tag == "link" and like.items() <= attrs.items()]
    return [str(attrs["href"]) for attrs in found]


async def data(app: Quart, url: str) -> Any:
    html = (await visit(app, url, HERE)).text
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return json.loads(block)


@pytest.mark.parametrize("query", ["", "?sort=top", "?status=open&utm_source=x", "?lang=en"])
async def test_a_board_has_one_address(app: Quart, ada: Caller, query: str) -> None:
    page = await read(app, f"/{query}")
    assert linked(page, rel="canonical") == [f"{HOME}/"]
    assert linked(page, hreflang="x-default") == linked(page, hreflang="en") == [f"{HOME}/"]
    assert linked(page, hreflang="tr") == [f"{HOME}/?lang=tr"]
    assert "robots" not in meta(page)


async def test_another_language_than_its_own_is_a_page_of_its_own(app: Quart, ada: Caller) -> None:
    post = await ada.post()
    page = await read(app, f"/posts/{post['id']}?lang=tr&sort=top")
    assert linked(page, rel="canonical") == [f"{post['url']}?lang=tr"]
    assert meta(page)["og:locale"] == "tr_TR"
    await ada("PATCH", "/tenant", {"language": "tr"})
    page = await read(app, f"/posts/{post['id']}?lang=tr")
    assert linked(page, rel="canonical") == [post["url"]]
    assert linked(page, hreflang="en") == [f"{post['url']}?lang=en"]


@pytest.mark.parametrize("query", ["q=dark", "cursor={}"])
async def test_a_list_that_passes_is_followed_and_not_found(app: Quart, ada: Caller, query: str) -> None:
    for n in range(30):
        await ada.post(f"Dark {n}")
    (more,) = (await read(app)).links(rel="next")
    page = await read(app, "/?" + query.format(more.partition("=")[2]))
    assert meta(page)["robots"] == "noindex, follow"
    assert not linked(page, rel="canonical")


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/admin"])
async def test_what_is_not_for_finding_has_no_address(app: Quart, ada: Caller, path: str) -> None:
    page = Read((await visit(app, path, HERE)).text)
    assert not linked(page, rel="canonical")
    assert "og:title" not in meta(page)


async def test_the_apex_names_no_board(app: Quart, acme: Tenant) -> None:
    assert not linked(await read(app, host=APEX), rel="canonical")


async def test_a_private_board_is_not_to_be_found(app: Quart, acme: Tenant, ada: Caller) -> None:
    post = await ada.post("A secret plan")
    await ada("PATCH", "/tenant", {"privacy": "sign_in"})
    cookie = ("Cookie", f"__Host-loops={await session(await person(of=acme), acme)}")
    for url in ("/", f"/posts/{post['id']}"):
        assert (await visit(app, url, HERE)).headers["X-Robots-Tag"] == "noindex"
        got = await visit(app, url, HERE, cookie)
        assert (got.status, got.headers["X-Robots-Tag"]) == (200, "noindex")
        page = Read(got.text)
        assert meta(page)["robots"] == "noindex"
        assert "og:title" not in meta(page)
        assert "application/ld+json" not in got.text


async def test_a_link_to_a_post_shows_what_it_is(app: Quart, ada: Caller) -> None:
    post = await ada.post("Dark mode", description="For **the night** & more")
    said = meta(await read(app, f"/posts/{post['id']}"))
    assert said["og:title"] == "\u2068Dark mode\u2069 · \u2068Acme\u2069"
    assert said["og:description"] == said["description"] == "\u2068For the night & more\u2069"
    assert (said["og:type"], said["og:url"], said["og:site_name"]) == ("article", post["url"], "\u2068Acme\u2069")
    assert said["twitter:card"] == "summary_large_image"
    assert str(said["og:image"]).startswith(f"{post['url']}/card.png?")


async def test_a_page_leads_to_its_twin_and_to_the_feeds(app: Quart, ada: Caller) -> None:
    post = await ada.post()
    for url, twin in (("/", "/index.md"), (f"/posts/{post['id']}", f"/posts/{post['id']}.md")):
        page = await read(app, url)
        assert linked(page, rel="alternate", type="text/markdown") == [twin]
        assert linked(page, type="application/atom+xml") == ["/feed.atom", "/changelog.atom"]


async def test_a_post_says_of_itself_what_search_engines_show(app: Quart, ada: Caller) -> None:
    post = await ada.post("Dark mode", description="For **the night**", external_user_id="bob-17")
    await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": "bob"})
    said = await data(app, f"/posts/{post['id']}")
    assert (said["@type"], said["headline"], said["text"]) == ("DiscussionForumPosting", "Dark mode", "For the night")
    assert (said["url"], said["datePublished"]) == (post["url"], post["created_at"])
    assert [one["userInteractionCount"] for one in said["interactionStatistic"]] == [1, 0]
    assert said["author"] == {"@type": "Person", "name": "Anonymous"}
    assert "bob-17" not in json.dumps(said)


async def test_it_says_what_was_said_to_everybody(
    app: Quart, ada: Caller, bob: Caller, sql: asyncpg.Connection
) -> None:
    post = await ada.post()
    await commented(bob, post, "Me *too*.")
    await commented(ada, post, "Soon.")
    await commented(ada, post, "A secret note", internal=True)
    await held(sql, post)
    by = [(one["author"], one["text"]) for one in (await data(app, f"/posts/{post['id']}"))["comment"]]
    anonymous, acme = {"@type": "Person", "name": "Anonymous"}, {"@type": "Organization", "name": "Acme"}
    assert by == [(anonymous, "Me too."), (acme, "Soon.")]


async def test_an_entry_says_of_itself_that_it_is_the_boards(app: Quart, ada: Caller) -> None:
    entry = await announced(ada, "It is here", body="It *works*")
    said = await data(app, f"/changelog/{entry['id']}")
    assert (said["@type"], said["headline"], said["articleBody"]) == ("BlogPosting", "It is here", "It works")
    assert (said["url"], said["datePublished"]) == (entry["url"], entry["published_at"])
    assert said["author"]["name"] == "Acme"


async def test_every_page_to_be_found_has_one_address_and_one_picture(app: Quart, ada: Caller) -> None:
    post, entry = await ada.post(), await announced(ada)
    for url in ("/", "/roadmap", "/changelog", f"/posts/{post['id']}", f"/changelog/{entry['id']}"):
        page = await read(app, url)
        assert linked(page, rel="canonical") == [HOME + url] == [meta(page)["og:url"]]
        assert str(meta(page)["og:image"]).startswith(HOME)
        assert meta(page)["description"]


@pytest.mark.parametrize("hostile", [*HOSTILE, "</script><script>alert(1)</script>", "<!--<script>", "\u2028 & \x1f"])
async def test_nothing_ends_the_data_before_its_end(
    app: Quart, ada: Caller, sql: asyncpg.Connection, hostile: str
) -> None:
    post = await ada.post()
    await sql.execute("UPDATE posts SET title = $1", hostile)
    await sql.execute("UPDATE tenants SET name = $1", hostile)
    hosts.look_up.forget()
    said = await data(app, f"/posts/{post['id']}")
    assert (said["headline"], said["isPartOf"]["name"]) == (hostile, hostile)
