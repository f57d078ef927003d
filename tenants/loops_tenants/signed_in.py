"""Who is signed in, in the browser that asks: found by its cookie, and put there at sign-in."""

from uuid import UUID

from quart import Response, current_app, g, request

from loops_tenants import cookies, sessions, visitor_cookie
from loops_tenants.errors import Unauthorized
from loops_tenants.hosts import caller
from loops_tenants.same_origin import demand_same_origin
from loops_tenants.scope import system_transaction
from loops_tenants.sessions import Browser, SignedIn

READING = {"GET", "HEAD"}


class SessionOver(Unauthorized):
    message = "This session has ended, or is not of this board: sign in again."


async def of_request() -> SignedIn | None:
    """Who is signed in at this very host. A session of another host is as unknown as one that has ended.

    Raises where the request is a write that one of our own pages did not send.
    """
    if not (token := cookies.sent(cookies.SESSION)):
        return None
    found = await sessions.find(token)
    if found is None or found.tenant_id != (g.tenant.id if g.tenant else None):
        raise SessionOver
    if request.method not in READING:
        demand_same_origin()
    if found.idle:
        found.idle = False  # it is remembered for a while, so this comes by many times
        current_app.add_background_task(sessions.note_use, found.id)
    g.who, g.role = found.name, found.role
    return found


async def or_nobody() -> SignedIn | None:
    """The same, for pages that show themselves to anybody."""
    try:
        return await of_request()
    except SessionOver:
        return None


async def sign_in(answer: Response, person_id: UUID, provider: str, *, origin_id: UUID | None = None) -> Response:
    """A new session of this host; whatever the browser had here before ends with it."""
    agent = request.headers.get("User-Agent", "")
    browser = Browser(agent, caller().address, replaces=cookies.sent(cookies.SESSION))
    async with system_transaction():
        at = g.tenant.id if g.tenant else None
        token = await sessions.begin(person_id, at, provider, browser, origin_id)
    cookies.put(answer, cookies.SESSION, token)
    return await visitor_cookie.signed_in(answer, person_id)


async def sign_out(answer: Response) -> Response:
    if found := await or_nobody():
        async with system_transaction():
            await sessions.end(found.id)
    cookies.drop(answer, cookies.SESSION)
    return answer
