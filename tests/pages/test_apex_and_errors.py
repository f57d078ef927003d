from collections.abc import Callable

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN, Embedded
from loops_tenants import hosts
from loops_tenants.models import Tenant
from pages.reading import APEX, HERE, read
from undone import undone
from visitor import Got, visit


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
    assert page.links(href="/sign-in")


@pytest.mark.parametrize("host", [DOMAIN, "127.0.0.1:8000", "[::1]:8000"])
async def test_the_apex_links_the_boards_of_who_tries_loops_out(
    serving: Callable[..., Quart], acme: Tenant, host: str
) -> None:
    page = await read(serving(Embedded, scheme="http"), host=("Host", host))
    assert f"http://acme.{DOMAIN}/" in page.links()
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
