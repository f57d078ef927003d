"""Every text is there in every language, and no page says what is in none."""

import re
from pathlib import Path
from string import Formatter

import pytest
from quart import Quart

import loops
from caller import Caller
from conftest import DOMAIN
from loops.locales import ENGLISH, LANGUAGES, Language, language_of
from loops_tenants.models import Tenant
from pages.reading import APEX, HERE, Read, read
from visitor import visit

CODE = Path(loops.__file__).parent
PAGES = CODE / "pages"
TEMPLATES = sorted([*(PAGES / "templates").glob("*.html"), *(PAGES / "developers" / "sections").glob("*.jinja")])
OTHERS = [language for language in LANGUAGES.values() if language is not ENGLISH]
WORDS = re.compile(r"[^\W\d_]{2,}")
NAMES = {"Loops", "OpenAPI", "https", "example", "com"}  # as they are called everywhere


def places(text: str) -> set[str]:
    return {name for _, name, *_ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", OTHERS, ids=lambda one: one.code)
def test_a_language_has_every_text_with_its_places(language: Language) -> None:
    assert language.texts.keys() == ENGLISH.texts.keys()
    wrong = [key for key, text in language.texts.items() if places(text) != places(ENGLISH.texts[key])]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda one: one.code)
def test_what_counts_has_each_plural_of_its_language(language: Language) -> None:
    stems = {key.removesuffix("_other") for key in language.texts if key.endswith("_other")}
    forms = {language.locale.plural_form(n) for n in range(200)}
    assert stems
    assert not {f"{stem}_{form}" for stem in stems for form in forms} - language.texts.keys()


def test_no_text_is_left_that_nobody_says() -> None:
    code = "".join(file.read_text() for kind in ("*.py", "*.html", "*.jinja") for file in CODE.rglob(kind))
    said = set(re.findall(r"\w+", code))
    unsaid = {key for key in ENGLISH.texts if not is_said(stem(key), said)}
    assert not unsaid


def is_said(stem: str, said: set[str]) -> bool:
    return stem in said or (stem.endswith("_") and any(word.startswith(stem) for word in said))


def stem(key: str) -> str:
    """Of a key that is put together: `role_admin` is said by `role_`."""
    for ending in ("_one", "_other"):
        key = key.removesuffix(ending)
    joined = re.match(r"(dev_code|dev_in|error|fault|refused|role|theme|days|key|status|own|provider|apex|board)_", key)
    return joined.group() if joined else key


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_a_template_holds_no_words_of_its_own(template: Path) -> None:
    html = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|<pre.*?</pre>|`[^`]+`|\]\([^)]+\)", " ", template.read_text(), flags=re.S)
    spoken = re.findall(r'(?:aria-label|placeholder|title|alt)="([^"]*)"', html)
    spoken.append(re.sub(r'<[^>]*>|\S+="[^"]*"', " ", html))
    assert not [word for word in WORDS.findall(" ".join(spoken)) if word not in NAMES]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_a_template_says_nothing_that_is_in_no_language(template: Path) -> None:
    html = template.read_text()
    said = {*re.findall(r"\btext\.(\w+)", html), *re.findall(r"""\btext\["(\w+)"\]""", html)}
    said |= set(re.findall(r"""\bsay\("(\w+)\"""", html))
    assert said <= ENGLISH.texts.keys()


async def test_a_board_speaks_its_own_language(app: Quart, ada: Caller) -> None:
    await ada("PATCH", "/tenant", {"language": "tr"})
    page = await read(app)
    assert "Henüz fikir yok" in page.text
    assert ("html", {"lang": "tr"}) in page.elements


async def test_a_visitor_chooses_another_and_keeps_it(app: Quart, acme: Tenant) -> None:
    got = await visit(app, "/?lang=tr", HERE)
    assert "Henüz fikir yok" in got.text
    cookie = got.headers["Set-Cookie"]
    assert re.fullmatch(r"loops-language=tr; .*Secure; Path=/; SameSite=Lax", cookie)
    assert "Henüz fikir yok" in (await visit(app, "/", HERE, ("Cookie", "loops-language=tr"))).text
    assert "No ideas yet" in (await visit(app, "/?lang=en", HERE, ("Cookie", "loops-language=tr"))).text


@pytest.mark.parametrize("unknown", ["xx", "../en", "", "TR"])
async def test_a_language_that_we_do_not_speak_changes_nothing(app: Quart, acme: Tenant, unknown: str) -> None:
    got = await visit(app, f"/?lang={unknown}", HERE, ("Cookie", f"loops-language={unknown}"))
    assert "No ideas yet" in got.text
    assert "Set-Cookie" not in got.headers


async def test_what_is_only_fetched_beforehand_chooses_nothing(app: Quart, acme: Tenant) -> None:
    assert "Set-Cookie" not in (await visit(app, "/?lang=tr", HERE, ("Sec-Purpose", "prefetch"))).headers


async def test_the_apex_speaks_as_the_browser_asks(app: Quart, acme: Tenant) -> None:
    got = await visit(app, "/", APEX, ("Accept-Language", "tr-TR,tr;q=0.9,en;q=0.8"))
    assert '<html lang="tr">' in got.text
    assert "Accept-Language" in got.headers["Vary"]


async def test_a_page_links_itself_in_the_other_language(app: Quart, ada: Caller) -> None:
    await ada.post("Dark mode")
    page = await read(app, "/?sort=top&lang=en")
    assert page.links(hreflang="tr") == ["/?sort=top&lang=tr"]


async def test_errors_are_told_in_the_visitors_language(app: Quart, acme: Tenant) -> None:
    for host in (HERE, ("Host", f"nobody.{DOMAIN}")):
        got = await visit(app, "/nowhere", host, ("Cookie", "loops-language=tr"))
        assert got.status == 404
        assert "Burada bir şey yok" in Read(got.text).text


def test_days_and_numbers_are_written_as_a_language_writes_them() -> None:
    turkish = LANGUAGES["tr"]
    assert (ENGLISH.number(12345), turkish.number(12345)) == ("12,345", "12.345")
    assert turkish.day("2026-11-03T23:30:00.5Z") == "3 Kas 2026"
    assert ENGLISH.moment("2026-11-03T23:30:00+03:00") == "3 Nov 2026, 20:30 UTC"
    assert (ENGLISH.counted("ideas", 1), ENGLISH.counted("ideas", 0)) == ("1 idea", "0 ideas")


def test_what_fills_a_text_is_escaped() -> None:
    assert ENGLISH.say("no_match_for", q="<b>{0}") == "Nothing found for “&lt;b&gt;{0}”"


@pytest.mark.parametrize(("tag", "code"), [("tr-TR", "tr"), ("TR", "tr"), ("en-GB", "en"), ("fr", "en"), ("", "en")])
def test_a_tag_finds_its_language(tag: str, code: str) -> None:
    assert language_of(tag).code == code
