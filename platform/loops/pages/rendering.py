"""Templates to answers: everything that is shown is escaped, and nothing else may run or load."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from quart import Response, g, request

from loops.locales import LANGUAGES, Language
from loops.pages.addresses import address
from loops.pages.files import SPECULATION
from loops.pages.head import head
from loops.pages.preferences import keep_language, language, theme
from loops.pages.refusals import known, reason_in
from loops.pages.shelf import Shelf
from loops.pages.templating import templates
from loops_tenants.access import READING
from loops_tenants.models import Tenant

HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
            "require-trusted-types-for 'script'; trusted-types 'none'"
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-cache",
        "Vary": "Cookie",
    }
)
NOTHING: Mapping[str, str] = MappingProxyType({})
# Of a tenant, what a template may look at.
SHOWN_OF_TENANT = ("slug", "name", "language", "brand_color", "logo_version", "privacy", "moderation")
A_YEAR = "max-age=31536000"  # this very host alone: what is under it is for whoever runs it to say


SHELF = Shelf()


def page(template: str, *, status: int = 200, **values: object) -> Response:
    return answered(html(template, status=status, **values), status)


def page_known_by(
    told: object, template: str, values: Callable[[], dict[str, Any]], *, filled: Mapping[str, str] = NOTHING
) -> Response:
    """The page that is made of `told`, what the database has just said: made anew, or as it was made before.

    `filled`: what stands in it for this request alone, in the place of what `values` has put there.
    """
    made = SHELF.page((template, told, *surroundings()), lambda: html(template, **values()))
    text = made.text
    for place, value in filled.items():
        text = text.replace(place, value)
    answer = answered(text, 200)
    vars(answer)["made"] = made._replace(packed=b"") if filled else made
    return answer


def surroundings() -> tuple[object, ...]:
    """All else that a page is made of: who reads it, where, and of which tenant."""
    of: Tenant | None = g.get("tenant")
    tenant = of and (of.id, of.home, *(getattr(of, name) for name in SHOWN_OF_TENANT))
    asked = request.path, request.query_string, request.method
    return language().code, theme(), g.get("who"), g.get("role"), asked, tenant


def answered(text: str, status: int) -> Response:
    answer = Response(text, status, content_type="text/html; charset=utf-8")
    answer.headers.update(HEADERS)
    if "hosts" in g and g.hosts.scheme == "https":
        answer.headers["Strict-Transport-Security"] = A_YEAR
    answer.headers["Speculation-Rules"] = f'"{SPECULATION.url}"'
    if g.get("tenant") is None:
        answer.headers["Vary"] = "Cookie, Accept-Language"
    if g.get("tenant") and g.tenant.privacy != "public":
        answer.headers["X-Robots-Tag"] = "noindex"
    if g.get("who"):
        answer.headers["Cache-Control"] = "private, no-cache"
    keep_language(answer)
    return answer


def html(template: str, *, status: int = 200, **values: object) -> str:
    """In the visitor's language."""
    speaks = language()
    about = {
        "tenant": g.get("tenant"),
        "who": g.get("who"),
        "on_team": g.get("role"),
        "theme": theme(),
        "place": place(speaks),
        "head": head(status),
        "status": status,
    }
    return templates(speaks).get_template(template).render(**about, **values)


def place(speaks: Language) -> dict[str, object]:
    """Where this page is: its path, and the same in every language."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return {
        "path": request.path,
        "here": address(request.path, kept) if request.method in READING else "/",  # a form's address is no page's
        "languages": [(other, address(request.path, [*kept, ("lang", code)])) for code, other in LANGUAGES.items()],
    }


def error_page(status: int, *, reason: str = "", number: str = "") -> Response:
    """`reason` is the name of what was refused, which the languages know; `number` that of the answer."""
    speaks = language()
    said = f"error_{known(speaks, status)}"
    if said == "error_400" and request.method not in READING:
        said = "error_400_sent"  # a form, and no link
    title, message = speaks.texts[said], reason_in(speaks, reason, otherwise=f"{said}_more")
    return page("error.html", status=status, title=title, message=message, reason=reason, number=number)
