"""What a browser sends with a cookie, it may have been made to send by another page: whether this was one of ours."""

from quart import request

from loops_tenants.errors import Forbidden
from loops_tenants.hosts import caller, hosts
from loops_tenants.origins import NoOrigin, web_origin


class FromAnotherSite(Forbidden):
    message = "This was sent by a page of another site, and is refused: open this one, and try again there."


class NotOpened(Forbidden):
    message = "This is opened as a page of its own, and is no part of another one: follow the link."


def is_opened() -> bool:
    """Whether a page is to be shown, and not a picture or the like in one: whoever writes Markdown names those."""
    return request.headers.get("Sec-Fetch-Dest", "document") == "document"


def demand_opened() -> None:
    """Before each step of signing in: they lead on by GET, and cookies come of it."""
    if not is_opened():
        raise NotOpened


def demand_same_origin() -> None:
    """Before each write that a cookie vouches for.

    `same-site` is not enough: every other tenant's host is that (Fetch Metadata, 2.3). A browser that does not say so,
    or that reached us by plain http, names the Origin instead, with every POST; who names neither is no browser.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site != "same-origin" and (site is not None or request.headers.get("Origin") != own_origin()):
        raise FromAnotherSite


def own_origin() -> str:
    """Of the host that was asked for, as a browser writes it."""
    try:
        return web_origin(f"{hosts().scheme}://{caller().host}")
    except NoOrigin:
        return ""
