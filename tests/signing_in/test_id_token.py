"""An id_token that is no proof: each thing that may be wrong with one, by itself."""

from collections.abc import AsyncIterator, Callable
from functools import partial
from time import time
from typing import Any

import pytest
from joserfc.jwk import ECKey, OKPKey
from quart import Quart

from browser import Browser, Shown
from conftest import DOMAIN
from loops_tenants.models import Tenant
from signing_in.conftest import by_settings
from signing_in.hosts import APEX, SESSION
from signing_in.issuer import CLIENT_ID, CLIENT_SECRET
from signing_in.rogue import Rogue, by_hand, listening, rsa


@pytest.fixture
async def rogue(acme: Tenant) -> AsyncIterator[Rogue]:
    async with listening(Rogue()) as rogue:
        yield rogue


@pytest.fixture
def browser(serving: Callable[..., Quart], rogue: Rogue) -> Browser:
    return Browser(serving(**by_settings(rogue.url)))


async def signs_in(browser: Browser, rogue: Rogue) -> Shown:
    left = await browser.ask(f"{APEX}/sign-in/oidc")
    return await browser.open(rogue.agrees(left.headers["Location"]))


async def refused(browser: Browser, rogue: Rogue) -> str:
    """The reason that is shown; no session came of it."""
    shown = await signs_in(browser, rogue)
    assert (shown.status, SESSION in browser.cookies[DOMAIN]) == (403, False)
    return shown.text.partition("403 · ")[2].split()[0]


async def test_an_honest_one_signs_in(browser: Browser, rogue: Rogue) -> None:
    assert "Signed in as Ada" in (await signs_in(browser, rogue)).text


NOW = int(time())
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"iss": "https://accounts.google.com"}, "issuer"),
    ({"iss": None}, "issuer"),
    ({"aud": "somebody else"}, "audience"),
    ({"aud": None}, "audience"),
    ({"aud": []}, "audience"),
    ({"aud": [CLIENT_ID, "somebody else"]}, "audience"),
    ({"aud": [CLIENT_ID, "somebody else"], "azp": "somebody else"}, "audience"),
    ({"azp": "somebody else"}, "audience"),
    ({"nonce": "of another sign-in"}, "nonce"),
    ({"nonce": None}, "nonce"),
    ({"exp": NOW - 3600}, "time"),
    ({"exp": None}, "time"),
    ({"exp": "9999999999"}, "time"),
    ({"iat": NOW + 3600}, "time"),
    ({"sub": None}, "subject"),
    ({"sub": ""}, "subject"),
    ({"sub": "x" * 256}, "subject"),
    ({"sub": 7}, "subject"),
    ({"sub": "a\0"}, "subject"),
    ({"sub": "adä"}, "subject"),
]


@pytest.mark.parametrize(("claims", "reason"), WRONG)
async def test_wrong_claims_are_no_proof(browser: Browser, rogue: Rogue, claims: dict[str, Any], reason: str) -> None:
    rogue.claims = claims
    assert await refused(browser, rogue) == f"token_{reason}"


async def test_several_audiences_are_fine_where_it_was_made_for_us(browser: Browser, rogue: Rogue) -> None:
    rogue.claims = {"aud": [CLIENT_ID, "somebody else"], "azp": CLIENT_ID}
    assert "Signed in as Ada" in (await signs_in(browser, rogue)).text


async def test_a_public_key_is_no_shared_secret(browser: Browser, rogue: Rogue) -> None:
    for secret in (rogue.pem, CLIENT_SECRET.encode()):
        rogue.forged = partial(by_hand, algorithm="HS256", secret=secret)
        assert await refused(browser, rogue) == "token_algorithm"


@pytest.mark.parametrize("algorithm", ["none", "None", "nOnE", "", "RS256"])
async def test_a_token_that_nobody_signed_is_no_proof(browser: Browser, rogue: Rogue, algorithm: str) -> None:
    rogue.forged = partial(by_hand, algorithm=algorithm)
    assert await refused(browser, rogue) == ("token_signature" if algorithm == "RS256" else "token_algorithm")


@pytest.mark.parametrize("token", [None, 7, "", "a.b.c", "a.b", "é.b.c", "x" * 5000])
async def test_what_is_no_token_is_no_proof(browser: Browser, rogue: Rogue, token: object) -> None:
    rogue.forged = lambda _: token
    assert await refused(browser, rogue) in ("token_missing", "token_form")


async def test_another_key_of_the_same_name_is_no_proof(browser: Browser, rogue: Rogue) -> None:
    rogue.key = rsa("first", 1)
    assert await refused(browser, rogue) == "token_signature"


async def test_a_key_that_was_withdrawn_is_no_proof(browser: Browser, rogue: Rogue) -> None:
    rogue.published = [rsa("second")]
    assert await refused(browser, rogue) == "token_key"
    assert rogue.calls.count("/keys") == 1


async def test_a_new_key_is_asked_for_once(browser: Browser, rogue: Rogue) -> None:
    assert "Signed in as Ada" in (await signs_in(browser, rogue)).text
    rogue.key = rsa("second")
    rogue.header, rogue.published = {"alg": "RS256", "kid": "second"}, [rogue.key]
    assert "Signed in as Ada" in (await signs_in(Browser(browser.app), rogue)).text
    assert rogue.calls.count("/keys") == 2
    rogue.header = {"alg": "RS256", "kid": "first"}  # the old one, which is not published any more
    assert await refused(Browser(browser.app), rogue) == "token_key"
    assert rogue.calls.count("/keys") == 3
    assert rogue.calls.count("/.well-known/openid-configuration") == 1


KEYS: list[tuple[Callable[[], Any], str]] = [
    (lambda: rsa("first"), "PS256"),
    (lambda: ECKey.generate_key("P-256", {"kid": "first"}), "ES256"),
    (lambda: OKPKey.generate_key("Ed25519", {"kid": "first"}), "Ed25519"),
]


@pytest.mark.parametrize(("make", "algorithm"), KEYS)
async def test_other_ways_to_sign_are_known(
    browser: Browser, rogue: Rogue, make: Callable[[], Any], algorithm: str
) -> None:
    rogue.key, rogue.header = make(), {"alg": algorithm, "kid": "first"}
    rogue.published = [rogue.key]
    assert "Signed in as Ada" in (await signs_in(browser, rogue)).text


@pytest.mark.parametrize(("others", "reason"), [(0, None), (1, "token_key")])
async def test_a_key_without_a_name_serves_where_it_is_the_only_one(
    browser: Browser, rogue: Rogue, others: int, reason: str | None
) -> None:
    rogue.header = {"alg": "RS256"}
    rogue.published += [rsa("second")] * others
    if reason:
        assert await refused(browser, rogue) == reason
    else:
        assert "Signed in as Ada" in (await signs_in(browser, rogue)).text


async def test_the_profile_of_another_subject_is_no_ones(browser: Browser, rogue: Rogue) -> None:
    rogue.claims, rogue.profile = {"name": None}, {"sub": "mallory", "name": "Ada"}
    assert await refused(browser, rogue) == "token_subject"


async def test_an_answer_of_another_issuer_is_refused(browser: Browser, rogue: Rogue) -> None:
    left = await browser.ask(f"{APEX}/sign-in/oidc")
    got = await browser.open(f"{rogue.agrees(left.headers['Location'])}&iss=https://evil.test")
    assert "403 · token_issuer" in got.text


STRANGE = [
    {"issuer": "https://accounts.google.com"},
    {"issuer": None},
    {"authorization_endpoint": "javascript:alert(1)"},
    {"authorization_endpoint": ""},
    {"token_endpoint": "file:///etc/passwd"},
    {"jwks_uri": 7},
    {"issuer": ["x"]},
]


@pytest.mark.parametrize("document", STRANGE)
async def test_an_issuer_that_is_another_or_leads_astray_is_not_followed(
    browser: Browser, rogue: Rogue, document: dict[str, Any]
) -> None:
    rogue.document = document
    got = await browser.open(f"{APEX}/sign-in/oidc")
    assert (got.status, "503 · provider" in got.text) == (503, True)


MISSHAPEN: list[dict[str, Any]] = [
    {"token_endpoint_auth_methods_supported": 7},
    {"token_endpoint_auth_methods_supported": None},
    {"userinfo_endpoint": None},
    {"userinfo_endpoint": ["x"]},
]


@pytest.mark.parametrize("document", MISSHAPEN)
async def test_an_issuer_that_talks_nonsense_is_said_to_be_away(
    browser: Browser, rogue: Rogue, document: dict[str, Any]
) -> None:
    rogue.document, rogue.claims = document, {"name": None}
    got = await browser.open(f"{APEX}/sign-in/oidc")
    if got.status == 200:  # it was sent on to the issuer, which shows what it says of itself
        left = browser.went[-1]
        got = await browser.open(rogue.agrees(left))
    assert "503 · provider" in got.text


@pytest.mark.parametrize("keys", [None, 7, {"a": 1}, [None, 7, {}, {"kty": "RSA"}, {"kty": "oct", "k": "aHVzaA"}]])
async def test_keys_that_are_none_prove_nothing(browser: Browser, rogue: Rogue, keys: object) -> None:
    rogue.shown_keys = keys
    assert await refused(browser, rogue) == "token_key"


async def test_a_name_of_any_letters_is_kept(browser: Browser, rogue: Rogue) -> None:
    rogue.claims = {"name": None, "email": "a\0@acme.example"}
    rogue.profile = {"sub": "ada", "name": "A\0d\ud800a" + "x" * 500}
    assert "Signed in as Ad?axxx" in (await signs_in(browser, rogue)).text
