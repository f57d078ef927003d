"""What a visitor likes to read in: the language and the colours of the pages, kept by the browser."""

from quart import Response, g, request

from loops.locales import ENGLISH, LANGUAGES, Language
from loops_tenants.same_origin import is_opened

LANGUAGE, THEME = "loops-language", "loops-theme"
THEMES = ("light", "dark")
YEAR = 31_536_000  # seconds


def language() -> Language:
    """Asked for by `?lang=`, chosen before, or else that of the board; at the apex the browser's own."""
    return LANGUAGES.get(request.args.get("lang", "")) or LANGUAGES.get(cookie(LANGUAGE)) or language_of_place()


def language_of_place() -> Language:
    if tenant := g.get("tenant"):
        return LANGUAGES.get(tenant.language, ENGLISH)
    return LANGUAGES[request.accept_languages.best_match(list(LANGUAGES)) or ENGLISH.code]


def theme() -> str:
    """`light` or `dark`; empty where the system decides."""
    return chosen if (chosen := cookie(THEME)) in THEMES else ""


def cookie(name: str) -> str:
    return request.cookies.get(name, "") if "Cookie" in request.headers else ""


def keep_language(answer: Response) -> None:
    """A link that names one has chosen it; what a browser only fetches beforehand, or as a picture, chooses nothing."""
    is_followed = "Sec-Purpose" not in request.headers and is_opened()
    if (chosen := request.args.get("lang")) in LANGUAGES and is_followed:
        keep(answer, LANGUAGE, str(chosen))


def keep(answer: Response, name: str, value: str) -> None:
    """It may be read by scripts, and says nothing of who somebody is."""
    secure = g.hosts.scheme == "https"
    answer.set_cookie(name, value, max_age=YEAR if value else 0, path="/", samesite="Lax", secure=secure)
