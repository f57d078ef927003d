"""What a page shows within itself, as a picture that somebody's Markdown names, does nothing."""

import pytest
from quart import Quart

from loops_tenants.models import Tenant
from pages.reading import HERE
from visitor import visit

PICTURE = ("Sec-Fetch-Dest", "image")
OPENED = ("Sec-Fetch-Dest", "document")


async def test_it_chooses_no_language(app: Quart, acme: Tenant) -> None:
    assert "loops-language" in (await visit(app, "/?lang=tr", HERE, OPENED)).headers["Set-Cookie"]
    assert "Set-Cookie" not in (await visit(app, "/?lang=tr", HERE, PICTURE)).headers


@pytest.mark.parametrize("path", ["/sign-in?next=/", "/sign-in/apex", "/sign-in/arrive?code=x", "/sign-in/github"])
async def test_it_signs_nobody_in(app: Quart, acme: Tenant, path: str) -> None:
    got = await visit(app, path, HERE, PICTURE)
    assert (got.status, "Set-Cookie" in got.headers, "Location" in got.headers) == (403, False, False)
    assert (await visit(app, "/sign-in?next=/", HERE, OPENED)).status == 303
