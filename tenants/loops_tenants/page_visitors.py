"""Who is at a board's page: who is signed in there, else the visitor of this browser's cookie, else nobody yet."""

from quart import Response

from loops_tenants import signed_in, tokens, visitor_cookie, visitors
from loops_tenants.actors import Actor, person_of
from loops_tenants.at_hand import known
from loops_tenants.hosts import tenant
from loops_tenants.same_origin import demand_same_origin

NOBODY = Actor("visitor", None, None, frozenset(), trusted=False)


async def page_actor() -> Actor:
    """Who looks. Raises where the board is not for them."""
    if session := await signed_in.or_nobody():
        by = person_of(session)
        visitors.admit(by, tenant())
        return by
    visitors.admit_reader(tenant())
    return visitor_cookie.actor_of(token) if (token := visitor_cookie.sent()) else NOBODY


async def page_writer() -> Actor:
    """Who sends a form of one of our own pages: nobody becomes a visitor with it, if the board lets them.

    Whether strangers may vote or post, the verbs themselves ask. `with_visitor` puts the cookie on the answer.
    """
    demand_same_origin()
    by = await page_actor()
    if by.type == "person":
        return by
    visitors.demand_no_identity(tenant())
    known().visitor = token = visitor_cookie.sent() or tokens.mint()
    return visitor_cookie.actor_of(token)


def with_visitor(answer: Response) -> Response:
    """The answer to what `page_writer` has done: the same browser is the same visitor for a year from here."""
    if token := known().get("visitor"):
        visitor_cookie.put(answer, token)
    return answer
