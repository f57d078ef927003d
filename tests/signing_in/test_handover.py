"""From the apex to a board's host: by a code that one browser can use, there, once, and within a minute."""

from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

from browser import Browser
from caller import Caller
from conftest import DOMAIN
from loops_tenants import hosts
from loops_tenants.models import Tenant
from signing_in.hosts import ACME, APEX, GLOBEX, SESSION, UNDERWAY
from signing_in.linking import link


@pytest.fixture
async def ada(browser: Browser, acme: Tenant) -> Browser:
    """Signed in at the apex."""
    await browser.open(await link(acme))
    await browser.submit("/sign-in/link")
    return browser


async def code_for(by: Browser, board: str = ACME) -> str:
    """The address at a board's host that would take somebody in, not gone to yet."""
    left = await by.ask(f"{board}/sign-in?next=/")
    return (await by.ask(left.headers["Location"])).headers["Location"]


async def test_who_is_signed_in_at_the_apex_is_there_at_once(ada: Browser) -> None:
    board = await ada.open(f"{ACME}/sign-in?next=/%3Fsort=top")
    assert board.url == f"{ACME}/?sort=top"
    assert [urlsplit(url).netloc for url in ada.went] == [f"acme.{DOMAIN}", DOMAIN, f"acme.{DOMAIN}", f"acme.{DOMAIN}"]
    assert ada.cookies[f"acme.{DOMAIN}"][SESSION] != ada.cookies[DOMAIN][SESSION]
    assert (await ada.open(f"{ACME}/sign-in?next=/")).url == f"{ACME}/"
    assert len(ada.went) == 2  # signed in here already


async def test_a_code_is_for_one_host(ada: Browser, globex: Caller) -> None:
    address = await code_for(ada)
    await ada.ask(f"{GLOBEX}/sign-in?next=/")
    ada.cookies[f"globex.{DOMAIN}"] |= ada.cookies[f"acme.{DOMAIN}"]
    for board in (GLOBEX, APEX):
        got = await ada.open(address.replace(ACME, board))
        assert (got.status, "403 · unknown" in got.text) == (403, True)
    assert (await ada.open(address)).url == f"{ACME}/"


async def test_a_code_is_for_one_browser(ada: Browser) -> None:
    address = await code_for(ada)
    eve = Browser(ada.app)
    assert "403 · unknown" in (await eve.open(address)).text
    await eve.ask(f"{ACME}/sign-in?next=/")
    assert "403 · unknown" in (await eve.open(address)).text
    assert SESSION not in eve.cookies[f"acme.{DOMAIN}"]


async def test_nobody_is_made_to_come_as_somebody_else(ada: Browser) -> None:
    """Eve cannot have Ada's browser fetch a code for a cookie of hers, nor bring Ada one of her own."""
    eve = Browser(ada.app)
    left = (await eve.ask(f"{ACME}/sign-in?next=/")).headers["Location"]
    went_on = await ada.open(left)
    assert (went_on.status, "403 · unknown" in went_on.text) == (403, True)


async def test_a_code_works_once(ada: Browser) -> None:
    address = await code_for(ada)
    assert (await ada.ask(address)).status == 303
    assert "403 · used" in (await ada.open(address)).text


async def test_a_code_lives_for_a_minute(ada: Browser, sql: asyncpg.Connection) -> None:
    address = await code_for(ada)
    left = await sql.fetchval("SELECT expires_at - now() FROM one_time_codes WHERE kind = 'hand-over'")
    assert 55 < left.total_seconds() <= 60
    await sql.execute("UPDATE one_time_codes SET expires_at = expires_at - interval '1 minute'")
    assert "403 · expired" in (await ada.open(address)).text


async def test_whoever_signs_out_meanwhile_does_not_arrive(ada: Browser) -> None:
    address = await code_for(ada)
    await ada.open(f"{APEX}/sign-out")
    await ada.submit("/sign-out")
    assert "403 · expired" in (await ada.open(address)).text
    assert SESSION not in ada.cookies[f"acme.{DOMAIN}"]


ELSEWHERE = [
    "//evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "/%09/evil.test",
    "/%0a/evil.test",
    "https://evil.test",
    "javascript:alert(1)",
    "evil.test",
    "/a%0d%0aSet-Cookie:x=y",
    "/%5Cevil.test",
    "%20//evil.test",
    "/" + "a" * 2001,
]


@pytest.mark.parametrize("path", ELSEWHERE)
async def test_no_sign_in_leads_away(ada: Browser, path: str) -> None:
    for at in (APEX, ACME, f"{APEX}/sign-in?board=acme.your-loop.test&browser={'0' * 64}&next={path}"):
        got = await ada.ask(at if "?" in at else f"{at}/sign-in?next={path}")
        assert (got.status, "400 · elsewhere" in got.text) == (400, True), got.headers


async def test_a_path_of_other_letters_is_gone_to(ada: Browser) -> None:
    got = await ada.open(f"{ACME}/sign-in?next=/%3Fq%3D%C3%A7ay")
    assert (got.url, got.status) == (f"{ACME}/?q=%C3%A7ay", 200)


MADE_UP = ["board=evil.test", "board=your-loop.test", "board=127.0.0.1", "board=acme"]


@pytest.mark.parametrize("board", MADE_UP)
async def test_nobody_is_handed_over_to_a_host_that_is_no_boards(ada: Browser, board: str) -> None:
    got = await ada.open(f"{APEX}/sign-in?{board}&browser={'0' * 64}")
    assert got.status in (403, 404)


@pytest.fixture
async def ideas(acme: Tenant, sql: asyncpg.Connection) -> str:
    """A domain of acme's own, which is verified and not the one that its links begin with."""
    await sql.execute(
        "INSERT INTO domains (tenant_id, name, token, verified_at, seen_at) VALUES ($1, $2, '', now(), now())",
        *(acme.id, "ideas.acme.example"),
    )
    return "https://ideas.acme.example"


async def test_at_a_boards_own_domain_one_is_signed_in_there(ada: Browser, ideas: str) -> None:
    ada.ours = ("ideas.acme.example",)
    assert (await ada.open(f"{ideas}/sign-in?next=/")).url == f"{ideas}/"
    assert (await ada.ask(f"{ideas}/api/v1/sessions")).status == 200
    assert f"acme.{DOMAIN}" not in ada.cookies


@pytest.mark.parametrize(
    "query",
    [
        "board=acme.your-loop.test",
        "board=acme.your-loop.test&browser=x",
        f"board=nobody.your-loop.test&browser={'0' * 64}",
    ],
)
async def test_a_departure_that_is_made_up_is_refused(ada: Browser, query: str) -> None:
    assert (await ada.open(f"{APEX}/sign-in?{query}")).status in (403, 404)


async def test_where_the_browser_is_known_again_its_cookie_stays_one(ada: Browser) -> None:
    first = await ada.ask(f"{ACME}/sign-in?next=/a")
    cookie = ada.cookies[f"acme.{DOMAIN}"][UNDERWAY]
    second = await ada.ask(f"{ACME}/sign-in?next=/b")
    assert ada.cookies[f"acme.{DOMAIN}"][UNDERWAY] == cookie
    marks = {parse_qs(urlsplit(left.headers["Location"]).query)["browser"][0] for left in (first, second)}
    assert len(marks) == 1
    assert cookie not in marks


async def test_a_board_that_is_suspended_takes_nobody_in(ada: Browser, sql: asyncpg.Connection) -> None:
    address = await code_for(ada)
    await sql.execute("UPDATE tenants SET suspended_at = now()")
    hosts.look_up.forget()
    assert (await ada.open(address)).status == 403
