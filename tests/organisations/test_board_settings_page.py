"""Settings, board: by a form that works without JavaScript."""

import asyncpg
import pytest
from quart import Quart

from browser import Browser, Shown
from caller import Caller
from loops_tenants.models import Tenant
from loops_tenants.roles import Role
from pages.test_safety import HOSTILE, assert_harmless
from people import person, sign_browser_in
from signing_in.hosts import ACME

PAGE = f"{ACME}/admin/settings/board"
FORM = "/admin/settings/board"
GIVEN = {"name": "Acme", "language": "en", "brand_color": "", "privacy": "public"}
SWITCHES = ("anonymous_posting", "anonymous_voting", "moderation", "require_identity")
ON = {"anonymous_posting": "on", "anonymous_voting": "on"}


async def save(browser: Browser, **fields: str) -> Shown:
    await browser.open(PAGE)
    return await browser.submit(FORM, **{**dict.fromkeys(SWITCHES), **GIVEN, **fields})


async def test_a_board_is_set_by_a_form(browser: Browser, ada: Caller) -> None:
    sent = {"name": "Acme Ideas", "brand_color": "#FF8800", "privacy": "sign_in", "moderation": "on"}
    shown = await save(browser, **sent, anonymous_voting="on")
    assert (shown.url, "Saved." in shown.text, "Acme Ideas" in shown.text) == (f"{PAGE}?saved", True, True)
    board = (await ada("GET", "/tenant")).json
    assert (board["name"], board["brand_color"], board["privacy"]) == ("Acme Ideas", "#ff8800", "sign_in")
    assert [board[one] for one in SWITCHES] == [False, True, True, False]


async def test_the_form_shows_what_is_set(browser: Browser, ada: Caller) -> None:
    await ada("PATCH", "/tenant", {"privacy": "members", "require_identity": True, "brand_color": "#ff8800"})
    elements = (await browser.open(PAGE)).page.elements
    checked = [
        attrs["value"] if attrs["name"] == "privacy" else attrs["name"] for _, attrs in elements if "checked" in attrs
    ]
    assert checked == ["members", "anonymous_posting", "anonymous_voting", "require_identity"]
    assert "#ff8800" in [attrs.get("value") for _, attrs in elements]


async def test_a_board_speaks_the_language_that_is_chosen(browser: Browser) -> None:
    assert "Kaydedildi." in (await save(browser, **ON, language="tr")).text
    assert (await save(browser, **ON, brand_color="#ff8800")).status == 200


WRONG = [
    ({"name": ""}, "name", "This is needed."),
    ({"name": "x" * 121}, "name", "120 characters at most"),
    ({"name": "a\nb"}, "name", "on one line"),
    ({"name": "\0"}, "name", "cannot be kept"),
    ({"language": "xx"}, "language", "Choose one of these."),
    ({"privacy": ""}, "privacy", "Choose one of these."),
    ({"brand_color": "red"}, "brand_color", "looks like #3e63dd"),
]


@pytest.mark.parametrize(("fields", "field", "said"), WRONG)
async def test_what_is_wrong_is_said_beside_its_field(
    browser: Browser, ada: Caller, fields: dict[str, str], field: str, said: str
) -> None:
    shown = await save(browser, **ON, **fields)
    assert (shown.status, said in shown.text) == (400, True)
    assert f"{field}-error" in [attrs.get("aria-describedby") for _, attrs in shown.page.elements]
    assert (await ada("GET", "/tenant")).json["name"] == "Acme"


async def test_what_is_changed_there_is_in_the_audit_log(browser: Browser, ada: Caller) -> None:
    await save(browser, **ON, moderation="on")
    (entry,) = (await ada("GET", "/audit")).json["entries"]
    assert (entry["action"], entry["details"], entry["actor"]["name"]) == ("tenant.change", {"moderation": True}, "Ada")


@pytest.mark.parametrize("role", ["moderator", "member", None])
async def test_who_may_not_is_refused(app: Quart, acme: Tenant, sql: asyncpg.Connection, role: Role | None) -> None:
    browser = Browser(app)
    await sign_browser_in(browser, await person("Bob", of=acme if role else None, role=role or "member"), acme)
    assert (await browser.open(PAGE)).status == 403
    assert "/admin/settings/board" not in (await browser.open(f"{ACME}/admin")).page.links()
    sent = await browser.open(PAGE, method="POST", data=GIVEN | {"name": "Bob's"}, Sec_Fetch_Site="same-origin")
    assert (sent.status, await sql.fetchval("SELECT name FROM tenants")) == (403, "Acme")


async def test_a_form_of_another_site_is_refused(browser: Browser, sql: asyncpg.Connection) -> None:
    sent = await browser.open(PAGE, method="POST", data=GIVEN | {"name": "Evil"}, Sec_Fetch_Site="same-site")
    assert (sent.status, await sql.fetchval("SELECT name FROM tenants")) == (403, "Acme")


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_a_name_is_shown_and_never_run(browser: Browser, hostile: str) -> None:
    page = (await save(browser, **ON, name=hostile)).page
    assert hostile in [attrs.get("value") for _, attrs in page.elements]
    assert_harmless(page)
