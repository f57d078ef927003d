"""An invitation, opened: what it is, and the button that accepts it. At the board's own host."""

from urllib.parse import urlencode
from uuid import UUID

from quart import Blueprint, Response, g, request

from loops.api import audited
from loops.pages.door import NoBoard
from loops.pages.going import go
from loops.pages.refusals import said
from loops.pages.rendering import page
from loops_tenants import invites, signed_in
from loops_tenants.actors import person_of
from loops_tenants.hosts import tenant
from loops_tenants.invites import InviteRefused
from loops_tenants.scope import tenant_transaction

invite = Blueprint("invite", __name__, url_prefix="/invite")


@invite.get("/<token>")
async def show_invite(token: str) -> Response:
    """Programs that look ahead open links too, so it takes a button to use it up."""
    session = await signed_in.or_nobody()
    async with tenant_transaction(here()):
        found = await invites.looked_at(here(), token)
        more = session is None or invites.is_more(found.role, session.role)
    sign_in = f"/sign-in?{urlencode({'next': f'/invite/{token}'}, safe='/')}"
    return page("invite.html", invite=found, token=token, session=session, more=more, sign_in=sign_in)


@invite.post("/accept")
async def accept() -> Response:
    session = await signed_in.or_nobody()
    token = (await request.form).get("token", "")
    if session is None:
        return go(f"/sign-in?{urlencode({'next': f'/invite/{token}'}, safe='/')}")
    async with tenant_transaction(here()):
        found = await invites.accepted(here(), token, session.person_id)
        await audited.noted("invites.accept", str(found.id), {"role": found.role}, by=person_of(session))
    return go("/admin")


@invite.errorhandler(InviteRefused)
async def refused(error: InviteRefused) -> Response:
    return page("invite_over.html", status=error.status, message=said(error), reason=error.reason)


@invite.after_request
async def kept_nowhere(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer


def here() -> UUID:
    if g.tenant is None:
        raise NoBoard
    return tenant().id
