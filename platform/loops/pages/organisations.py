"""One's organisations: switching between them, and founding another. At the apex, where people are signed in."""

from collections.abc import Mapping
from functools import wraps
from urllib.parse import urlencode

from quart import Blueprint, Response, current_app, g, request

from loops.api.bringing_back import taken_back
from loops.models import founding
from loops.models.founding import Signup
from loops.pages.door import View
from loops.pages.going import go
from loops.pages.refusals import by_field
from loops.pages.rendering import page
from loops_tenants import organisations as own
from loops_tenants import registry, signed_in
from loops_tenants.actors import person_of
from loops_tenants.errors import Conflict, NotFound, ValidationFailed
from loops_tenants.hosts import hosts
from loops_tenants.scope import system_transaction
from loops_tenants.sessions import SignedIn

organisations = Blueprint("organisations_pages", __name__, url_prefix="/organisations")

NO_ERRORS: Mapping[str, str] = {}


class OneBoardHere(NotFound):
    message = "This installation serves one board, and no other is founded here."


class NotYours(NotFound):
    """Somebody else's, too."""


def at_the_apex(view: View) -> View:
    """The view is given whose session it is; who has none is sent to sign in first."""

    @wraps(view)
    async def opened() -> Response:
        if hosts().single:
            raise OneBoardHere
        if g.tenant:
            return go(f"{hosts().home}{request.path}")
        session = await signed_in.or_nobody()
        return await view(session) if session else go(f"/sign-in?{urlencode({'next': request.path})}")

    return opened


@organisations.get("")
@at_the_apex
async def switcher(session: SignedIn) -> Response:
    return await shown(session)


async def shown(session: SignedIn) -> Response:
    """Who one is, and one's organisations, each by a link that signs in there."""
    all_of_them = await own.of(session.person_id)
    mine = [(one, address_of(one.slug)) for one in all_of_them if not one.deleted_at]
    deleted = [(one, registry.erased_at(one.deleted_at)) for one in all_of_them if one.deleted_at]
    may_found = not hosts().single and await founding.may_found(session.person_id, signup=signup())
    return page("organisations.html", name=session.name, mine=mine, deleted=deleted, may_found=may_found)


@organisations.get("/new")
@at_the_apex
async def ask_to_found(session: SignedIn) -> Response:
    if not await founding.may_found(session.person_id, signup=signup()):
        return page("founding_closed.html", status=403, signup=signup())
    return form("", "")


@organisations.post("/new")
@at_the_apex
async def found(session: SignedIn) -> Response:
    """Without a slug it asks again, with one that fits the name."""
    sent = await request.form
    name, slug = sent.get("name", ""), sent.get("slug", "").strip().lower()
    if name.strip() and not slug and (suggested := await registry.free_slug(name)):
        return form(name, suggested, suggested=True)
    try:
        made = await founding.found(session.person_id, slug, name, signup=signup())
    except (ValidationFailed, Conflict) as fault:
        return form(name, slug, errors=by_field(fault, otherwise="slug"), status=fault.status)
    return go(f"/organisations/founded?{urlencode({'slug': made.slug})}")


@organisations.post("/restore")
@at_the_apex
async def restore(session: SignedIn) -> Response:
    """One that was deleted, by its owner and in time."""
    await taken_back((await request.form).get("slug", ""), by=person_of(session))
    return go("/organisations")


@organisations.get("/founded")
@at_the_apex
async def founded(session: SignedIn) -> Response:
    async with system_transaction():
        made = await own.one(session.person_id, request.args.get("slug", ""))
    if made is None or made.deleted_at:
        raise NotYours
    return page("founded.html", made=made, home=hosts().home_of(made.slug), address=address_of(made.slug, "/admin"))


@organisations.after_request
async def kept_nowhere(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer


def form(
    name: str, slug: str, *, suggested: bool = False, errors: Mapping[str, str] = NO_ERRORS, status: int = 200
) -> Response:
    filled = {"name": name, "slug": slug, "suggested": suggested, "errors": errors}
    return page("found.html", status=status, domain=hosts().domain, **filled)


def address_of(slug: str, next_path: str = "/") -> str:
    return f"{hosts().home_of(slug)}/sign-in?{urlencode({'next': next_path}, safe='/')}"


def signup() -> Signup:
    said: Signup = current_app.extensions["signup"]
    return said
