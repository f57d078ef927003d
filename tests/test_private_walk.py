"""A board that is not public is read by nobody else, and what waits for the team by no stranger: by no route at all."""

import asyncio
from collections.abc import Iterator
from urllib.parse import unquote

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from comments import held, said
from loops_tenants.models import Tenant
from pages.reading import HERE
from people import person, session
from visitor import visit

SECRET = "zebra"
ELSEWHERE = ("/static", "/sign-", "/tls-ask", "/healthz", "/readyz")  # of no board
NAMED = {"month": "2026-12", "resource": "posts", "external_user_id": "eve"}


@pytest.fixture
async def ids(ada: Caller, sql: asyncpg.Connection) -> list[str]:
    """Of all that a board has."""
    post = await ada.post(f"A {SECRET}", description=SECRET, tag=SECRET, external_user_id=f"{SECRET}@zoo.test")
    comment = await said(ada, post, SECRET)
    gone = await ada.post(SECRET)
    await ada("DELETE", f"/posts/{gone['id']}")
    entry = await ada("POST", "/changelog", {"title": SECRET, "posts": [post["id"]], "published": True})
    await ada("POST", "/statuses", {"key": SECRET, "name": SECRET})
    return [post["id"], comment["id"], gone["id"], entry.json["id"], await held(sql, post)]


def reading(app: Quart, ids: list[str]) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.rule.startswith(ELSEWHERE):
            for id in ids if "id" in rule.arguments else ids[:1]:
                url = rule.rule
                for name in rule.arguments:
                    kind = next(one for one in (f"<uuid:{name}>", f"<path:{name}>", f"<{name}>") if one in url)
                    url = url.replace(kind, NAMED.get(name, id))
                yield url
    yield from (f"{path}?q={SECRET}" for path in ("/", "/api/v1/posts", f"/posts/{ids[0]}/merge"))
    yield from (f"{path}?title=A+{SECRET}" for path in ("/new", "/new/similar", "/api/v1/posts/similar"))


async def told(app: Quart, urls: Iterator[str], *headers: tuple[str, str]) -> dict[str, int]:
    """Where the secret was shown, by the URL; and none of them may fail."""
    found = {}
    for url in urls:
        async with asyncio.timeout(10):
            got = await visit(app, url, HERE, ("Last-Event-ID", "1"), *headers)
        assert got.status < 500, url
        shown = unquote(got.text).replace(f"={SECRET}", "").replace(f"A+{SECRET}", "")  # what was asked, said back
        if SECRET in shown.lower() or got.status in (304, 410):
            found[url] = got.status
    return found


async def test_a_stranger_reads_nothing_of_a_private_board(
    app: Quart, acme: Tenant, ada: Caller, bob: Caller, ids: list[str]
) -> None:
    cookie = await session(await person("Eve"), acme)
    key = {name: value for name, value in bob.headers.items() if name == "Authorization"}
    callers: list[list[tuple[str, str]]] = [[], [*key.items()], [("Cookie", f"__Host-loops={cookie}")]]
    assert (await ada("PATCH", "/tenant", {"privacy": "members"})).status == 200
    for headers in callers:
        assert await told(app, reading(app, ids), *headers) == {}


async def test_the_walk_finds_what_is_not_private(app: Quart, bob: Caller, ids: list[str]) -> None:
    """So that it is known to look."""
    urls = [url for url in reading(app, ids) if not url.endswith("/stream")]
    found = await told(app, iter(urls), ("Authorization", bob.headers["Authorization"]))
    pages = {"/", "/index.md", "/feed.atom", "/changelog.atom", "/api/v1/posts", "/api/v1/tags", f"/posts/{ids[0]}.md"}
    assert pages <= found.keys()
    assert found[f"/posts/{ids[2]}"] == 410


async def test_what_waits_is_told_to_no_stranger(app: Quart, ada: Caller, bob: Caller, sql: asyncpg.Connection) -> None:
    seen = await ada.post("Seen")
    notes = [(await said(ada, seen, SECRET, internal=True))["id"], (await said(ada, seen, SECRET))["id"]]
    await sql.execute("UPDATE comments SET held = true WHERE NOT internal")
    await ada("PATCH", "/tenant", {"moderation": True})
    waits = await ada.post(SECRET, description=SECRET, tag=SECRET, external_user_id="eve")
    assert waits["held"] is True
    about = {"title": "News", "posts": [waits["id"], seen["id"]]}
    entries = [await ada("POST", "/changelog", about | more) for more in ({"published": True}, {"body": SECRET})]
    all_of_it = [seen["id"], *notes, waits["id"], *(entry.json["id"] for entry in entries)]
    for headers in ([], [("Authorization", bob.headers["Authorization"])]):
        urls = [url for url in reading(app, all_of_it) if not url.endswith("/stream") and "=" not in url]
        assert await told(app, iter(urls), *headers) == {}
