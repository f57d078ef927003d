from uuid import UUID
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN
from loops_tenants import hosts
from loops_tenants.models import Tenant
from machines.asking import ATOM, announced, told
from pages.reading import HERE
from pages.test_safety import HOSTILE
from visitor import visit

FEEDS = ("/feed.atom", "/changelog.atom")


async def feed(app: Quart, url: str) -> Element:
    return ElementTree.fromstring(await told(app, url, "application/atom+xml"))


def texts(of: Element, name: str) -> list[str]:
    return [found.text or "" for found in of.iter(f"{ATOM}{name}")]


async def test_a_feed_tells_of_the_newest_posts(app: Quart, ada: Caller) -> None:
    await ada.post("First")
    post = await ada.post("Second", description="For **the night**", tag="ui", external_user_id="bob-17")
    read = await feed(app, "/feed.atom")
    assert texts(read, "title") == ["Acme: new ideas", "Second", "First"]
    entry = read.find(f"{ATOM}entry")
    assert entry is not None
    assert texts(entry, "id") == [f"urn:uuid:{post['id']}"]
    assert texts(entry, "published") == texts(entry, "updated") == [post["created_at"]]
    assert [link.attrib["href"] for link in entry.iter(f"{ATOM}link")] == [post["url"]]
    assert texts(entry, "content") == ['<p dir="auto">For <strong>the night</strong></p>\n']
    assert "bob-17" not in ElementTree.tostring(read, "unicode")


async def test_a_feed_tells_of_what_was_published(app: Quart, ada: Caller) -> None:
    entry = await announced(ada, body="It *works*")
    await ada("POST", "/changelog", {"title": "Not yet"})
    read = await feed(app, "/changelog.atom")
    assert texts(read, "title") == ["Acme: changelog", "Dark mode is here"]
    assert texts(read, "updated")[0] == entry["published_at"]
    assert texts(read, "content") == ['<p dir="auto">It <em>works</em></p>\n']


@pytest.mark.parametrize("url", FEEDS)
async def test_a_feed_has_all_that_atom_demands(app: Quart, ada: Caller, url: str) -> None:
    for empty in (True, False):
        read = await feed(app, url)
        assert UUID(texts(read, "id")[0].removeprefix("urn:uuid:"))
        assert all(len([*read.iterfind(f"{ATOM}{name}")]) == 1 for name in ("id", "title", "updated", "author"))
        links = {link.attrib["rel"]: link.attrib["href"] for link in read.iterfind(f"{ATOM}link")}
        assert links["self"] == f"https://acme.{DOMAIN}{url}"
        assert bool(texts(read, "entry")) is not empty
        await ada.post()
        await announced(ada)


async def test_feeds_are_two_and_keep_their_ids_under_another_name(app: Quart, ada: Caller) -> None:
    ids = {(url, texts(await feed(app, url), "id")[0]) for url in FEEDS}
    assert len({id for _, id in ids}) == 2
    await ada("PATCH", "/tenant", {"name": "Acme & Co"})
    assert {(url, texts(await feed(app, url), "id")[0]) for url in FEEDS} == ids
    assert texts(await feed(app, "/feed.atom"), "title") == ["Acme & Co: new ideas"]


async def test_a_long_text_is_told_by_its_beginning(app: Quart, ada: Caller) -> None:
    await ada.post(description="x" * 5_000)
    read = await feed(app, "/feed.atom")
    assert texts(read, "summary") == ["x" * 280 + "…"]
    assert texts(read, "content") == []


async def test_fifty_are_told_of(app: Quart, ada: Caller) -> None:
    for n in range(52):
        await ada.post(f"Idea {n}")
    titles = texts(await feed(app, "/feed.atom"), "title")
    assert (len(titles), titles[1], titles[-1]) == (51, "Idea 51", "Idea 2")


@pytest.mark.parametrize("hostile", [*HOSTILE, "]]>", "a\x0bb\ufffe\x1f"])
async def test_what_people_write_breaks_no_feed(app: Quart, ada: Caller, sql: asyncpg.Connection, hostile: str) -> None:
    await ada.post()
    await announced(ada)
    await sql.execute("UPDATE posts SET title = $1::text, description = $1::text, tag = $1::text", hostile)
    await sql.execute("UPDATE changelog_entries SET title = $1::text, body = $1::text", hostile)
    await sql.execute("UPDATE tenants SET name = $1", hostile)
    hosts.look_up.forget()
    for url in FEEDS:
        shown = hostile.translate(dict.fromkeys(map(ord, "\x0b\ufffe\x1f")))
        assert texts(await feed(app, url), "title")[1] == shown
        for content in texts(await feed(app, url), "content"):
            assert "<script" not in content
            assert "<img" not in content


async def test_a_feed_speaks_the_boards_language(app: Quart, ada: Caller) -> None:
    await ada("PATCH", "/tenant", {"language": "tr"})
    read = await feed(app, "/feed.atom")
    assert texts(read, "title") == ["Acme: yeni fikirler"]
    assert read.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "tr"


@pytest.mark.parametrize("url", [*FEEDS, "/index.md", "/sitemap.xml"])
async def test_who_has_it_already_is_told_so(app: Quart, ada: Caller, acme: Tenant, url: str) -> None:
    first = await visit(app, url, HERE)
    known = ("If-None-Match", first.headers["ETag"])
    assert (await visit(app, url, HERE, known)).status == 304
    assert (await visit(app, url, HERE, method="HEAD")).text == ""
    await ada.post()
    await announced(ada)
    assert (await visit(app, url, HERE, known)).status == 200
