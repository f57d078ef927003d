"""Light, dark, or as the system says: chosen by a form, and there before anything is drawn."""

import pytest
from quart import Quart

from loops_tenants.models import Tenant
from pages.reading import HERE, Read, read
from visitor import Got, visit

FORM = ("Content-Type", "application/x-www-form-urlencoded")
OWN_PAGE = ("Sec-Fetch-Site", "same-origin")


async def choose(app: Quart, body: str, site: tuple[str, str] = OWN_PAGE) -> Got:
    return await visit(app, "/theme", HERE, FORM, site, method="POST", body=body.encode())


async def test_the_system_decides_until_somebody_does(app: Quart, acme: Tenant) -> None:
    page = await read(app)
    assert ("html", {"lang": "en"}) in page.elements
    assert ("button", {"name": "theme", "value": "", "aria-pressed": "true"}) in page.elements


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_a_choice_is_kept_and_drawn_by_the_server(app: Quart, acme: Tenant, theme: str) -> None:
    got = await choose(app, f"theme={theme}&next=%2F%3Fsort%3Dtop")
    assert (got.status, got.headers["Location"]) == (303, "/?sort=top")
    assert got.headers["Set-Cookie"].startswith(f"loops-theme={theme}; ")
    page = Read((await visit(app, "/", HERE, ("Cookie", f"loops-theme={theme}"))).text)
    assert ("html", {"lang": "en", "data-theme": theme}) in page.elements


@pytest.mark.parametrize("body", ["theme=", "theme=neon", ""])
async def test_anything_else_is_the_systems(app: Quart, acme: Tenant, body: str) -> None:
    got = await choose(app, body)
    assert (got.status, got.headers["Location"]) == (303, "/")
    assert got.headers["Set-Cookie"].startswith("loops-theme=; ")


async def test_a_form_of_another_site_chooses_nothing(app: Quart, acme: Tenant) -> None:
    got = await choose(app, "theme=dark", ("Sec-Fetch-Site", "same-site"))
    assert got.status == 403
    assert "Set-Cookie" not in got.headers


async def test_a_choice_leads_nowhere_else(app: Quart, acme: Tenant) -> None:
    assert (await choose(app, "theme=dark&next=%2F%2Fevil.test")).status == 400
