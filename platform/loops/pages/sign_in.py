"""Signing in and out: the pages for it, and what their buttons and links do.

Who leaves for another host does so by a link or a GET's redirect: Chromium holds a form's redirects to `form-action`.
"""

from urllib.parse import urlencode

from quart import Blueprint, Response, current_app, g, request

from loops import own_provider
from loops.pages import by_provider, organisations
from loops.pages.going import begun_here, bound, go, here
from loops.pages.preferences import language
from loops.pages.refusals import said
from loops.pages.rendering import page
from loops_tenants import cookies, handover, links, signed_in
from loops_tenants.access import READING
from loops_tenants.handover import Departure
from loops_tenants.hosts import caller, hosts
from loops_tenants.next_path import local_path
from loops_tenants.providers import KEY as OWN
from loops_tenants.same_origin import demand_opened, demand_same_origin
from loops_tenants.sign_in_errors import SignInRefused

people = Blueprint("people", __name__)
by_provider.init(people)


@people.before_request
async def opened() -> None:
    if request.method in READING:
        demand_opened()


@people.get("/sign-in")
async def sign_in() -> Response:
    """At a board's host it leads to the apex, and from there back; who is signed in goes on at once."""
    next_path = local_path(request.args.get("next", ""))
    departure = Departure.told(request.args)
    session = await signed_in.or_nobody()
    if session and (departure or "next" in request.args):
        return go(await handover.sent_on(departure, session) if departure else next_path)
    if session and g.tenant is None:
        return await organisations.shown(session)
    if session:
        return go(next_path)
    return await ways_in(departure, next_path)


async def ways_in(departure: Departure | None, next_path: str) -> Response:
    """Those of this host. Where a board has none of its own, nobody is kept there."""
    own = await own_provider.row_of(g.tenant) if g.tenant else None
    at_apex = g.tenant is None or hosts().single
    if not at_apex and own is None:
        return leave(next_path)
    ways = [(OWN, own.name)] if own else []
    if at_apex:
        ways += [(provider.key, provider.name) for provider in current_app.extensions["providers"].values()]
    query = departure.query if departure else urlencode({"next": next_path} if "next" in request.args else {})
    return page("sign_in.html", board=await board_of(departure), ways=ways, query=query, at_apex=at_apex)


@people.get("/sign-in/apex")
async def sign_in_at_the_apex() -> Response:
    """The other way, where a board has a provider of its own."""
    if g.tenant is None or hosts().single:
        return go("/sign-in")
    return leave(local_path(request.args.get("next", "")))


def leave(next_path: str) -> Response:
    """For the apex, which goes on in the language of this page, and sends them back to this very host."""
    cookie = begun_here()
    there = handover.leaving(caller().host or "", cookie, next_path)
    return bound(go(f"{there}&{urlencode({'lang': language().code})}"), cookie)


async def board_of(departure: Departure | None) -> str | None:
    """The name of the board that somebody came from."""
    return (await departure.tenant()).name if departure else None


@people.get("/sign-in/arrive")
async def arrive() -> Response:
    """Back from the apex."""
    cookie = cookies.sent(cookies.UNDERWAY)
    came = await handover.arrived(request.args.get("code", ""), tenant_id=here(), cookie=cookie)
    return await signed_in.sign_in(go(came.next), came.person_id, came.provider, origin_id=came.origin_id)


@people.get("/sign-in/link")
async def show_link() -> Response:
    """What the link is for. Programs open links too, so it takes a button to use it up."""
    code = request.args.get("code", "")
    invited = await links.looked_at(code, at=here())
    return page("link.html", code=code, invited=invited)


@people.post("/sign-in/link")
async def open_link() -> Response:
    demand_same_origin()
    person_id = await links.opened((await request.form).get("code", ""), at=here())
    return await signed_in.sign_in(go("/sign-in"), person_id, links.PROVIDER)


@people.get("/sign-out")
async def ask_to_sign_out() -> Response:
    session = await signed_in.or_nobody()
    return page("sign_out.html", name=session.name) if session else go("/")


@people.post("/sign-out")
async def sign_out() -> Response:
    demand_same_origin()
    return await signed_in.sign_out(go("/"))


@people.errorhandler(SignInRefused)
async def refused(error: SignInRefused) -> Response:
    return page("sign_in_refused.html", status=error.status, message=said(error), reason=error.reason)


@people.after_request
async def kept_nowhere(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer
