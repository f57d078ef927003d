"""What is refused is told in the visitor's language, whatever words the API has for it."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import asyncpg
import pytest
from quart import Quart

import loops
import loops_tenants
from browser import Browser
from loops.faults import WORDS
from loops.locales import ENGLISH, LANGUAGES
from loops_tenants.errors import Refused
from loops_tenants.models import Tenant
from people import person, sign_browser_in
from signing_in.hosts import ACME, APEX

TURKISH = LANGUAGES["tr"]

# What pages say by its status, or of a field at a time.
BY_STATUS = {
    "BadCursor",
    "BadKey",
    "FieldsWrong",
    "NoLogo",
    "NoSuchResource",
    "NullCharacter",
    "RateLimited",
    "StatusUnknown",
}
BY_STATUS |= {"Conflict", "Forbidden", "NotFound", "Unauthorized", "Unavailable", "ValidationFailed"}
ABSTRACT = {"InviteRefused", "SignInRefused"}
A_PAGE_OF_ITS_OWN = {"NotPermitted"}
# What no page can meet: the API's, by its keys, headers and JSON, or the command line's.
NAMED = """
AnotherSlug AnotherVisitor AtTheApex BadIdempotencyKey BadPicture BadRange BadUserHeader DeliveryUnknown
DomainMalformed DomainThere DomainUnknown DraftsAreTheTeams EventGone IdempotencyMismatch KeyInUrl KeyTaken
KeyUnknown Left NoBoardHere NoObject NoPerson NoPicture NotJson NotProved NotVerified NothingKept OriginNotAllowed
PictureTooLarge PostsUnknown ProviderNotFound ReplayRunning SecretKeyInUrl SpeaksForItself StatusInUse StatusStays
StillRunning TenantUnknown TooDeep TooManyDomains TooManyHere TooManySecrets TooManyStatuses TooManyStreams
TooManyWebhooks UnderWay UnsupportedMediaType UnwelcomeUrl VoterUnknown WebhookDisabled WebhookGone WebhookPaused
WebhookUnknown WrongField
"""
API_ONLY = set(NAMED.split())
SAID_OTHERWISE = BY_STATUS | ABSTRACT | A_PAGE_OF_ITS_OWN | API_ONLY


def import_all(package: ModuleType) -> None:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)


def kinds_of(kind: type[Refused]) -> Iterator[type[Refused]]:
    for one in kind.__subclasses__():
        yield one
        yield from kinds_of(one)


def test_whatever_a_page_may_refuse_has_words_in_the_languages() -> None:
    for package in (loops, loops_tenants):
        import_all(package)
    speaking = {kind.__name__ for kind in kinds_of(Refused) if {"message", "__init__"} & vars(kind).keys()}
    unsaid = {name for name in speaking if f"refused_{name}" not in ENGLISH.texts}
    assert unsaid == SAID_OTHERWISE
    assert {key.removeprefix("refused_") for key in ENGLISH.texts if key.startswith("refused_")} <= speaking


def test_what_is_wrong_with_a_field_has_words_of_a_kind_that_there_is() -> None:
    kinds = {key.removeprefix("fault_") for key in ENGLISH.texts if key.startswith("fault_")}
    assert kinds - {"brand_color", "name", "origins", "scopes"} <= WORDS.keys()


@pytest.fixture
async def ayse(app: Quart, acme: Tenant) -> Browser:
    """An owner of acme, signed in there and at the apex, who reads Turkish."""
    browser, herself = Browser(app), await person("Ayşe", of=acme)
    for place in (acme, None):
        await sign_browser_in(browser, herself, place)
    for jar in browser.cookies.values():
        jar["loops-language"] = "tr"
    return browser


def assert_turkish(text: str) -> None:
    """None of the English texts is there, and none of the API's messages."""
    english = {said for key, said in ENGLISH.texts.items() if said != TURKISH.texts[key]}
    english |= {kind.message for kind in kinds_of(Refused)} | set(WORDS.values())
    assert not [said for said in english if len(said) > 8 and said in text]


WRONG_KEYS = [
    {"scopes": []},
    {"scopes": "all"},
    {"kind": "publishable", "origins": "example.com"},
    {"kind": ""},
    {"name": "x" * 121},
    {"name": "\0"},
]


@pytest.mark.parametrize("sent", WRONG_KEYS)
async def test_what_is_wrong_with_a_key_is_told_in_turkish(ayse: Browser, sent: dict[str, str | list[str]]) -> None:
    await ayse.open(f"{ACME}/admin/settings/api-keys")
    shown = await ayse.submit("/admin/settings/api-keys", **{"name": "bot", "kind": "secret", "scopes": "read", **sent})
    assert shown.status == 400
    assert [attrs for _, attrs in shown.page.elements if attrs.get("class") == "error"]
    assert_turkish(shown.text)


@pytest.mark.parametrize("slug", ["acme", "www", "a b", "x"])
async def test_what_is_wrong_with_an_organisation_is_told_in_turkish(ayse: Browser, slug: str) -> None:
    await ayse.open(f"{APEX}/organisations/new")
    shown = await ayse.submit("/organisations/new", name="Other", slug=slug)
    assert shown.status in (400, 409)
    assert_turkish(shown.text)


REFUSED = [
    (APEX, "/sign-in/link?code=none", 403),
    (ACME, "/sign-in/link?code=none", 403),
    (ACME, "/sign-in/arrive?code=none", 403),
    (APEX, "/sign-in?next=https://evil.test", 400),
    (APEX, "/sign-in/github", 404),
    (APEX, "/admin", 404),
    (ACME, "/invite/none", 404),
    (ACME, "/?sort=best", 400),
    (ACME, "/admin/members?cursor=x", 400),
    (ACME, "/nowhere", 404),
]


@pytest.mark.parametrize(("host", "path", "status"), REFUSED)
async def test_what_is_refused_is_told_in_turkish(ayse: Browser, host: str, path: str, status: int) -> None:
    shown = await ayse.open(f"{host}{path}")
    assert shown.status == status
    assert_turkish(shown.text)


async def test_the_last_owner_is_told_so_in_turkish(ayse: Browser) -> None:
    listed = await ayse.open(f"{ACME}/admin/members")
    (leave,) = [link for link in listed.page.links() if link.endswith("/remove")]
    await ayse.open(f"{ACME}{leave}")
    shown = await ayse.submit(leave)
    assert (shown.status, TURKISH.texts["refused_LastOwner"] in shown.text) == (409, True)
    assert_turkish(shown.text)


async def test_the_way_to_sign_in_stays_turkish(app: Quart, acme: Tenant, sql: asyncpg.Connection) -> None:
    await sql.execute("UPDATE tenants SET language = 'tr'")
    shown = await Browser(app).open(f"{ACME}/me")
    assert (shown.url.startswith(f"{APEX}/sign-in"), shown.page.elements[0]) == (True, ("html", {"lang": "tr"}))
    assert_turkish(shown.text)


async def test_a_method_that_is_none_is_told_to_people_and_not_to_programs(app: Quart, acme: Tenant) -> None:
    shown = await Browser(app).open(f"{ACME}/theme")
    assert (shown.status, ENGLISH.texts["error_405_more"] in shown.text) == (405, True)
