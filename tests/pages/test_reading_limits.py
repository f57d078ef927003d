"""What looks for something costs more than what shows a page, and is counted as a stranger's call of the API.

Pages are counted by themselves.
"""

from collections.abc import Callable

import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN, Embedded
from loops.pages import files
from loops_tenants.models import Tenant
from pages.reading import HERE
from visitor import visit


@pytest.mark.parametrize("path", ["/?q=dark", "/new?title=Dark+mode", "/new/similar?title=Dark+mode"])
async def test_an_address_searches_no_oftener_than_by_the_api(
    serving: Callable[..., Quart], acme: Tenant, path: str
) -> None:
    app = serving(limit_reads=2)
    assert [(await visit(app, path, HERE)).status for _ in range(3)] == [200, 200, 429]
    assert (await visit(app, "/", HERE)).status == 200
    assert (await visit(app, path, HERE, peer="203.0.113.8")).status == 200


PATHS = ["/", "/?q=dark", "/feed.atom", "/index.md", "/card.png", "/sitemap.xml", "/roadmap", "/developers", "/sign-in"]


@pytest.mark.parametrize("path", PATHS)
async def test_an_address_is_held_up_on_pages_and_told_until_when(
    serving: Callable[..., Quart], acme: Tenant, path: str
) -> None:
    app = serving(limit_pages=2)
    got = [await visit(app, path, HERE, ("Accept-Language", "en")) for _ in range(3)]
    assert [one.status == 429 for one in got] == [False, False, True]
    assert "A little slower, please" in got[2].text
    assert int(got[2].headers["Retry-After"]) > 0
    assert (await visit(app, path, HERE, peer="203.0.113.8")).status < 400


async def test_each_board_and_the_apex_count_for_themselves(
    serving: Callable[..., Quart], acme: Tenant, globex: object
) -> None:
    app = serving(limit_pages=1)
    for host in (f"acme.{DOMAIN}", f"globex.{DOMAIN}", DOMAIN):
        assert [(await visit(app, "/", ("Host", host))).status for _ in range(2)] == [200, 429]


async def test_what_a_page_is_made_of_and_the_api_are_not_pages(serving: Callable[..., Quart], ada: Caller) -> None:
    app, key = serving(limit_pages=1), ("Authorization", ada.headers["Authorization"])
    for path in (files.STYLE.url, files.SCRIPT.url, "/api/v1/posts", "/healthz", "/openapi.json"):
        assert [(await visit(app, path, HERE, key)).status for _ in range(3)] == [200] * 3
    assert (await visit(app, "/", HERE)).status == 200


async def test_who_tries_loops_out_reads_as_much_as_they_like(serving: Callable[..., Quart], acme: Tenant) -> None:
    app = serving(Embedded, limit_pages=1)
    assert [(await visit(app, "/", HERE, peer="127.0.0.1")).status for _ in range(3)] == [200] * 3


async def test_all_readers_behind_a_proxy_that_nobody_listed_are_not_one(
    serving: Callable[..., Quart], acme: Tenant
) -> None:
    app, told = serving(limit_pages=1), ("X-Forwarded-For", "203.0.113.9")
    assert [(await visit(app, "/", HERE, told, peer="10.0.0.5")).status for _ in range(3)] == [200] * 3
    from_afar = [(await visit(app, "/", HERE, told, peer="93.184.215.14")).status for _ in range(2)]
    assert from_afar == [200, 429]


async def test_a_reader_and_a_crawler_never_meet_it(serving: Callable[..., Quart], acme: Tenant) -> None:
    app = serving()
    assert [(await visit(app, "/feed.atom", HERE)).status for _ in range(400)] == [200] * 400
