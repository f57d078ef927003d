"""Who acts, and what they may do."""

from dataclasses import replace
from typing import Literal, cast

from quart import Request

from loops_tenants import keys, signed_in, visitors
from loops_tenants.actors import SYSTEM as SYSTEM
from loops_tenants.actors import Actor as Actor
from loops_tenants.actors import ActorJson as ActorJson
from loops_tenants.actors import person_of
from loops_tenants.at_hand import asked, known, serving
from loops_tenants.errors import Detail, Forbidden, InsufficientScope, Unauthorized, ValidationFailed
from loops_tenants.hosts import UnknownHost, hosts, tenant
from loops_tenants.keys import Scope
from loops_tenants.models import ApiKey, Tenant
from loops_tenants.permitted import demand_permission, lacking
from loops_tenants.roles import Permission

Demand = Scope | Literal["session"]  # "session": whoever is signed in, at a board's host or at the apex

INCLUDES: dict[str, set[str]] = {"read": {"read"}, "write": {"read", "write"}, "admin": {"read", "write", "admin"}}
READING = {"GET", "HEAD"}
USER_HEADER = "X-Loop-External-User"
LONGEST_ID = 200


class SecretKeyInUrl(Unauthorized):
    message = "A secret key in a URL ends up in logs: send it as `Authorization: Bearer`, and revoke this one."


class KeyInUrl(Unauthorized):
    message = "Only a GET takes its key from the URL: send it as `Authorization: Bearer`."


class OriginNotAllowed(Forbidden):
    code = "origin_not_allowed"
    message = "This key is not for pages of this origin: its list of origins says which."


class VoterUnknown(ValidationFailed):
    message = f"Say who votes: `external_user_id` in the body, or the header {USER_HEADER}."

    def __init__(self) -> None:
        super().__init__(details=[Detail(field="external_user_id", message="Is needed.")])


class SpeaksForItself(ValidationFailed):
    def __init__(self) -> None:
        message = "Is who signed in, and nobody else: leave it out."
        super().__init__(details=[Detail(field="external_user_id", message=message)])


class NoPerson(Forbidden):
    message = "This is for who is signed in: a key is nobody's session."


class NoBoardHere(InsufficientScope):
    message = "At the apex a session opens no board: call the board's own host."


class BadUserHeader(ValidationFailed):
    def __init__(self, message: str) -> None:
        super().__init__(details=[Detail(field=USER_HEADER, message=message)])


async def find_actor() -> None:
    """Before each API request: put who calls on `g`. A key of another tenant is as unknown as any."""
    request, g = asked(), known()
    if request.method == "OPTIONS":  # a browser asks what it may send, and has no key yet
        return
    given = presented(request)
    if not given and (session := await signed_in.of_request()):
        by = person_of(session)
        if g.tenant:
            visitors.admit(by, g.tenant)
        g.session_id, g.actor = session.id, speaking_for(user_in_header(request), by)
        return
    key = await keys.find(given)
    if key is None or (g.tenant and g.tenant.id != key.tenant_id):
        raise Unauthorized
    demand_origin(key, request)
    if g.tenant is None:
        g.tenant = await resident_of(key)
    by = visitors.identified(actor_of(key), g.tenant)
    visitors.admit(by, g.tenant)
    g.key, g.actor = key, speaking_for(user_in_header(request), by)
    note_use(key)


def actor_of(key: ApiKey) -> Actor:
    """The same one for as long as the key is remembered."""
    if "actor" not in vars(key):
        secret = key.kind == "secret"
        key.actor = Actor("key", key.id, key.name, scopes_of(key), trusted=secret, team=secret)
    return cast(Actor, key.actor)


def speaking_for(user: str | None, actor: Actor) -> Actor:
    if not user or user == actor.external_user_id:
        return actor
    if actor.type == "person" and not actor.team:
        raise SpeaksForItself
    visitors.demand_claimable(user, actor, tenant())
    return replace(actor, external_user_id=user)


async def resident_of(key: ApiKey) -> Tenant:
    """Whose key it is. A deleted tenant's is as unknown as any, for as long as it is still there."""
    try:
        return await hosts().resident(key.tenant_id)
    except UnknownHost:
        raise Unauthorized from None


def presented(request: Request) -> str:
    in_url = request.args.get("key", "") if b"key=" in request.query_string else ""
    if in_url.startswith(keys.PREFIX["secret"]):
        raise SecretKeyInUrl
    if in_url and request.method not in READING:
        raise KeyInUrl
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return (token.strip(" ") if scheme.lower() == "bearer" else "") or in_url


def demand_origin(key: ApiKey, request: Request) -> None:
    """The list keeps other web pages out. Programs send no Origin, and pass."""
    if key.origins and request.headers.get("Origin", key.origins[0]) not in key.origins:
        raise OriginNotAllowed


def note_use(key: ApiKey) -> None:
    """Off the answer's path; `key` is remembered for a while, so this comes by many times."""
    if key.idle:
        key.idle = False
        serving().add_background_task(keys.note_use, key.id)


def scopes_of(key: ApiKey) -> frozenset[str]:
    return frozenset().union(*(INCLUDES[scope] for scope in key.scopes))


def demand(scope: Demand, permission: Permission | None = None) -> None:
    """Of a key its scopes are asked, of a person their role's permission where the route names one."""
    by = known().actor
    by_role = permission is not None and by.type == "person" and known().tenant is not None
    if not by_role and scope not in by.scopes and not (scope == "session" and by.type == "person"):
        raise refusal(by, scope)
    if permission:
        demand_permission(by, permission)


def refusal(by: Actor, scope: Demand) -> Forbidden:
    if scope == "session":
        return NoPerson()
    if known().tenant is None:
        return NoBoardHere()
    return InsufficientScope(f"This {lacking(by)} lacks the scope `{scope}`.")


def actor(speaks_for: str | None = None) -> Actor:
    """Who acts; `speaks_for` is the user id in the body or query, which wins over the header's."""
    return speaking_for(speaks_for, cast(Actor, known().actor))


def user_in_header(request: Request) -> str | None:
    given = request.headers.get(USER_HEADER)
    if given is None:
        return None
    try:
        user = given.encode("latin-1").decode().strip()  # as its bytes were sent: Quart takes each for a character
    except UnicodeError:
        raise BadUserHeader("Must be UTF-8: a user id of other characters goes into the body or the query.") from None
    if len(user) > LONGEST_ID or "\0" in user:
        raise BadUserHeader(f"Must have at most {LONGEST_ID} characters, and no U+0000.")
    return user or None
