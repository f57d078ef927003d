"""How machines are told: text of their kinds, to those alone whom the board is for."""

from quart import Response, g

from loops.locales import Language
from loops.pages.door import NoBoard
from loops.pages.preferences import language_of_place
from loops_tenants.hosts import tenant
from loops_tenants.models import Tenant
from loops_tenants.page_visitors import page_actor

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}

NOT_FOR_ALL = {"Cache-Control": "private, no-cache", "Vary": "Cookie", "X-Robots-Tag": "noindex"}


async def board() -> Tenant:
    """Whose this host is, once it is known that whoever asks may read it."""
    if g.tenant is None:
        raise NoBoard
    await page_actor()
    return tenant()


def speech() -> Language:
    """The board's own: what machines are told does not depend on who they are."""
    return language_of_place()


def told(text: str | bytes, media_type: str) -> Response:
    answer = Response(text, content_type=media_type)
    answer.headers.update(HEADERS)
    if g.tenant and g.tenant.privacy != "public":
        answer.headers.update(NOT_FOR_ALL)
    return answer
