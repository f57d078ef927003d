"""The visitor whom nobody knows: a cookie of their browser at one board's host, and the external user id it proves."""

from collections.abc import Awaitable, Callable
from hmac import compare_digest
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
Sealer = Callable[[str, UUID], str]  # of a token and the tenant that gave it, what nobody else can say of them


def init_app(extensions: dict[str, object], joiner: Joiner, sealer: Sealer) -> None:
    extensions["visitor_joiner"] = joiner
    extensions["visitor_sealer"] = sealer


def sent() -> str:
    """The request's token; empty where there is none that this board gave."""
    token, _, seal = cookies.sent(COOKIE).partition(".")
    if not known().tenant or not tokens.well_formed(token):
        return ""
    ours = seal_of(token, known().tenant)
    return token if compare_digest(seal.encode(errors="replace"), ours.encode()) else ""


def sealed(token: str, tenant: Tenant) -> str:
    """What the cookie holds."""
    return f"{token}.{seal_of(token, tenant)}"


def seal_of(token: str, tenant: Tenant) -> str:
    return cast(Sealer, serving().extensions["visitor_sealer"])(token, tenant.id)


def id_of(token: str) -> str:
    """Team and plugins see it beside votes, and it leads back to no cookie."""
    return f"{ANONYMOUS}{tokens.digest(token)[:ID_LENGTH]}"


def actor_of(token: str) -> Actor:
    """Only one browser has the cookie, and nobody makes one up, so it is proof."""
    return Actor("visitor", None, None, frozenset(), trusted=True, external_user_id=id_of(token))


def put(answer: Response, token: str) -> None:
    cookies.put(answer, COOKIE, sealed(token, known().tenant), seconds=LIFE)


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
