"""The visitor whom nobody knows: a cookie of their browser at one board's host, and the external user id it proves."""

from collections.abc import Awaitable, Callable
from typing import cast
from uuid import UUID

from quart import Response

from loops_tenants import cookies, tokens
from loops_tenants.actors import Actor, user_id_of
from loops_tenants.at_hand import known, serving
from loops_tenants.models import Tenant
from loops_tenants.visitors import ANONYMOUS

COOKIE = "loops-visitor"
LIFE = 365 * 86_400  # seconds after the last write
ID_LENGTH = 32  # hex characters of a digest: 128 bits

# All that is the first user's becomes the second's; whether it has.
Joiner = Callable[[Tenant, str, str], Awaitable[bool]]


def init_app(extensions: dict[str, object], joiner: Joiner) -> None:
    extensions["visitor_joiner"] = joiner


def sent() -> str:
    """The request's; empty where there is none, or what cannot be one."""
    token = cookies.sent(COOKIE)
    return token if tokens.well_formed(token) else ""


def id_of(token: str) -> str:
    """Team and plugins see it beside votes, and it leads back to no cookie."""
    return f"{ANONYMOUS}{tokens.digest(token)[:ID_LENGTH]}"


def actor_of(token: str) -> Actor:
    """Only one browser has the cookie, so it is proof."""
    return Actor("visitor", None, None, frozenset(), trusted=True, external_user_id=id_of(token))


def put(answer: Response, token: str) -> None:
    cookies.put(answer, COOKIE, token, seconds=LIFE)


async def signed_in(answer: Response, person_id: UUID) -> Response:
    """What this browser's visitor did here is the person's from now on; whoever signs out begins anew.

    What could not be joined now keeps its cookie, for the next sign-in.
    """
    tenant, token = known().tenant, sent()
    if tenant and token:
        joiner = cast(Joiner, serving().extensions["visitor_joiner"])
        if await joiner(tenant, id_of(token), user_id_of(person_id)):
            cookies.drop(answer, COOKIE)
    return answer
