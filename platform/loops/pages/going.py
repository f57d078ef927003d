"""On the way: where somebody is, where they go next or cannot go any more, and in which browser they began."""

from typing import cast
from uuid import UUID

from quart import Response, g

from loops.models import history
from loops.models.post import PostNotFound
from loops.pages.rendering import error_page, page
from loops_tenants import cookies, tokens
from loops_tenants.models import Tenant

UNDERWAY = 3600  # seconds that a browser has to come back


def here() -> UUID | None:
    """The tenant of this host, null at the apex."""
    return cast(UUID, g.tenant.id) if g.tenant else None


def go(address: str) -> Response:
    """See Other: whatever it came by, what follows is a GET."""
    answer = page("going.html", address=address, status=303)
    answer.headers["Location"] = address
    return answer


async def gone(of: Tenant, post_id: UUID) -> Response:
    """Gone, of a post that was deleted; one that never was is not found."""
    if await history.was_deleted(of, post_id):
        return error_page(410)
    raise PostNotFound


def begun_here() -> str:
    """What tells this browser from others until it comes back; one for all its tabs."""
    return cookies.sent(cookies.UNDERWAY) or tokens.mint()


def bound(answer: Response, cookie: str) -> Response:
    cookies.put(answer, cookies.UNDERWAY, cookie, seconds=UNDERWAY)
    return answer
