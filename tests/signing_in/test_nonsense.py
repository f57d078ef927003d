"""Whatever is sent to the pages of signing in is refused in plain words, and breaks nothing."""

import pytest

from browser import Browser
from loops_tenants.models import Tenant
from signing_in.hosts import ACME, APEX

PATHS = ["/sign-in", "/sign-in/arrive", "/sign-in/link", "/sign-in/oidc", "/sign-in/oidc/callback", "/sign-in/apex"]
PATHS += ["/sign-out", "/sign-in/own", "/sign-in/own/callback"]
NONSENSE = ["%00", "%ff%fe", "%F0%9F%92%A9", "%ED%A0%80", "a" * 3000, "%0d%0aX:y", "..%2f", "'--", "", "[]"]
NAMES = ("next", "board", "browser", "code", "state", "error", "iss")
DIGEST = "0" * 64


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", [APEX, ACME])
async def test_no_query_breaks_a_page(newcomer: Browser, acme: Tenant, host: str, path: str) -> None:
    for junk in NONSENSE:
        queries = [f"{name}={junk}" for name in NAMES]
        queries += [
            "&".join(queries),
            f"board={junk}&browser={DIGEST}",
            f"board=acme.your-loop.test&browser={DIGEST}&next={junk}",
        ]
        for query in queries:
            got = await newcomer.ask(f"{host}{path}?{query}")
            assert got.status in (200, 303, 400, 403, 404), f"{path}?{query}: {got.status}"
            assert got.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/sign-in/link", "/sign-out"])
async def test_no_form_breaks_a_page(newcomer: Browser, acme: Tenant, path: str) -> None:
    for junk in ("\0", "\ud83d", "a" * 3000):
        got = await newcomer.ask(f"{APEX}{path}", "POST", {"code": junk.encode("utf-8", "replace")}, SAME)
        assert got.status in (303, 403), got.status


SAME = {"Sec_Fetch_Site": "same-origin"}
COOKIES = ["x", "é", "a" * 5000, '"', ";", "x" * 43]


@pytest.mark.parametrize("value", COOKIES)
async def test_a_cookie_of_anything_is_nobodys(newcomer: Browser, acme: Tenant, value: str) -> None:
    for name in ("__Host-loops", "__Host-loops-underway"):
        got = await newcomer.ask(f"{APEX}/sign-in", more={"Cookie": f"{name}={value}"})
        assert got.status == 200
    got = await newcomer.ask(f"{ACME}/api/v1/posts", more={"Cookie": f"__Host-loops={value}"})
    assert got.status == 401
