"""/me: what somebody did on a board, and where they are signed in there. It is shown to nobody else."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from quart import Blueprint, Response, current_app, g, request

from loops.models.activity import What, activity
from loops.models.narrowing import narrowing
from loops.models.pagination import after, cursor_of
from loops.pages.browsers import called
from loops.pages.going import go
from loops.pages.preferences import language
from loops.pages.rendering import page
from loops_tenants import persons, sessions, signed_in
from loops_tenants.actors import Actor
from loops_tenants.hosts import hosts, tenant
from loops_tenants.page_visitors import NOBODY, page_actor
from loops_tenants.scope import tenant_transaction
from loops_tenants.visitor_cookie import sent

own = Blueprint("own", __name__, url_prefix="/me")

PER_PAGE = 25


@own.get("")
async def posts() -> Response:
    return await shown("posts")


@own.get("/votes")
async def votes() -> Response:
    return await shown("votes")


async def shown(what: What) -> Response:
    """Of whoever is signed in; else of the visitor whom this browser's cookie proves."""
    by = await page_actor() if g.tenant and (await signed_in.or_nobody() or sent()) else NOBODY
    if by is NOBODY:
        return elsewhere()
    found = await activity(tenant(), what, by=by, cursor=request.args.get("cursor"), limit=PER_PAGE)
    choices = await narrowing(tenant())
    listed = found._asdict() | {"what": what, "statuses": choices.statuses}
    return page("own_activity.html", **listed, **await who_is(by))


@own.get("/sessions")
async def list_sessions() -> Response:
    """Those of this board, the newest first."""
    if g.tenant is None or (session := await signed_in.or_nobody()) is None:
        return elsewhere()
    by = await page_actor()
    async with tenant_transaction(tenant().id):
        before = after(request.args.get("cursor"))
        found = await sessions.listed(session.person_id, limit=PER_PAGE + 1, before=before)
    rows = [{**row, "browser": called(row["user_agent"]), "way": way(row["provider"])} for row in found[:PER_PAGE]]
    next_cursor = cursor_of(rows[-1]["id"]) if len(found) > PER_PAGE else None
    listed: dict[str, Any] = {"sessions": rows, "current": session.id, "next_cursor": next_cursor}
    return page("own_sessions.html", what="sessions", **listed, **await who_is(by))


@own.post("/sessions/<uuid:id>/revoke")
async def revoke_session(id: UUID) -> Response:
    """Sign out there, within a second."""
    if g.tenant is None or (session := await signed_in.of_request()) is None:
        return elsewhere()
    async with tenant_transaction(tenant().id):
        await sessions.revoke(session.person_id, id)
    return go("/me/sessions")


@own.after_request
async def kept_nowhere(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer


def elsewhere() -> Response:
    """To sign in; from the apex, which has no board, to one's organisations."""
    return go(f"/sign-in?{urlencode({'next': request.path})}" if g.tenant else "/organisations")


async def who_is(by: Actor) -> dict[str, Any]:
    person = await persons.themselves(by.id) if by.id else None
    return {"person": person, "role": by.role, "apex": "" if hosts().single else hosts().home}


def way(provider: str) -> str:
    """What somebody signed in with, as people call it."""
    found = current_app.extensions["providers"].get(provider)
    return str(found.name) if found else language().texts.get(f"provider_{provider}", provider)
