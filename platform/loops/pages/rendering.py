"""Templates to answers: everything that is shown is escaped, and nothing else may run or load."""

from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from quart import Response, g

from loops.models.tenant_settings import logo_path
from loops.pages.brand_css import brand_path
from loops.pages.files import ICON, STYLE
from loops.pages.texts import TEXTS, TITLES, counted

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
    "Vary": "Cookie",
}


def page(template: str, *, status: int = 200, **values: object) -> Response:
    tenant = g.get("tenant")
    text = TEMPLATES.get_template(template).render(tenant=tenant, who=g.get("who"), status=status, **values)
    answer = Response(text, status, content_type="text/html; charset=utf-8")
    answer.headers.update(HEADERS)
    if g.get("who"):
        answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def error_page(status: int, message: str, *, number: str = "") -> Response:
    """`number` is that of the answer, where whoever runs this should be told of it."""
    title = TITLES.get(status, TITLES[400 if status < 500 else 500])
    return page("error.html", status=status, title=title, message=message, number=number)


def day(time: str) -> str:
    """`24 Nov 2026`, of a time as the API writes it."""
    at = datetime.fromisoformat(time)
    return f"{at.day} {at:%b} {at.year}"


def moment(at: datetime) -> str:
    """`24 Nov 2026, 21:40 UTC`."""
    at = at.astimezone(UTC)
    return f"{day(at.isoformat())}, {at:%H:%M} UTC"


def apart(text: str) -> str:
    """For a place that takes no element around it: which way this text runs changes nothing of what follows it."""
    return f"\u2068{text}\u2069"


def excerpt(text: str, most: int = 280) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
TEMPLATES.filters |= {"day": day, "moment": moment, "apart": apart, "excerpt": excerpt}
TEMPLATES.globals |= {"text": TEXTS, "counted": counted, "style": STYLE, "icon": ICON}
TEMPLATES.globals |= {"brand_path": brand_path, "logo_path": logo_path}
