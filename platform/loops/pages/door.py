"""The door of the admin pages: who is not signed in is sent to do so, who may not is told who may."""

from collections.abc import Awaitable, Callable
from functools import wraps
from urllib.parse import urlencode

from quart import Response, g, request

from loops.pages.going import go
from loops.pages.preferences import language
from loops.pages.rendering import page
from loops_tenants import signed_in
from loops_tenants.actors import person_of
from loops_tenants.errors import NotFound
from loops_tenants.permitted import NotPermitted, demand_permission
from loops_tenants.roles import PERMISSIONS, ROLES, Permission

View = Callable[..., Awaitable[Response]]


class NoBoard(NotFound):
    message = "This page is a board's own: it is at the board's address."


def for_members(permission: Permission = "members.read") -> Callable[[View], View]:
    """The view is given who acts. A form is taken from this host's own pages alone, as all writes with a cookie are."""

    def door(view: View) -> View:
        @wraps(view)
        async def opened(**given: object) -> Response:
            if g.tenant is None:
                raise NoBoard
            if (session := await signed_in.or_nobody()) is None:
                return go(f"/sign-in?{urlencode({'next': request.path})}")
            by = person_of(session)
            demand_permission(by, permission)
            return await view(by, **given)

        vars(opened)["permission"] = permission
        return opened

    return door


async def not_permitted(error: NotPermitted) -> Response:
    may = [language().texts[f"role_{role}"] for role in ROLES if role in PERMISSIONS[error.permission]]
    return page("not_permitted.html", status=error.status, role=error.by.role, may=may)
