"""Who acts, and what they may do."""

from dataclasses import dataclass, replace
from typing import Literal, cast
from uuid import UUID

from quart import Request
from typing_extensions import TypedDict

from loops_tenants import keys, visitors
from loops_tenants.at_hand import asked, known, serving
from loops_tenants.errors import Detail, Forbidden, InsufficientScope, Unauthorized, ValidationFailed
from loops_tenants.hosts import UnknownHost, hosts, tenant
from loops_tenants.keys import Scope
from loops_tenants.models import ApiKey, Tenant

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


class BadUserHeader(ValidationFailed):
    def __init__(self, message: str) -> None:
        super().__init__(details=[Detail(field=USER_HEADER, message=message)])


class ActorJson(TypedDict):
    """`type` is key, user, person, plugin or system; `id` and `name` are null where there are none."""

    type: str
    id: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and for whom. `trusted`: what it says of its user is proof (a secret key, a token), not a claim.

    `team`: sees what visitors do not, as others' external user ids are. `identified`: by a token, which also says what
    the user is called.
    """

    type: Literal["key", "system"]
    id: UUID | None
    name: str | None
    scopes: frozenset[str]
    trusted: bool
    external_user_id: str | None = None
    team: bool = False
    identified: bool = False
    user_name: str | None = None

    @property
    def voter(self) -> str | None:
        """The name that a vote is kept under, beside whether it was proved."""
        return self.external_user_id and f"user:{self.external_user_id}"

    def as_json(self) -> ActorJson:
        """Whose act it was: the visitor's, where the call speaks for one."""
        if self.external_user_id:
            return {"type": "user", "id": self.external_user_id, "name": self.user_name}
        return {"type": self.type, "id": str(self.id) if self.id else None, "name": self.name}


SYSTEM = Actor("system", None, None, frozenset(), trusted=True, team=True)


async def find_actor() -> None:
    """Before each API request: put who calls on `g`. A key of another tenant is as unknown as any."""
    request, g = asked(), known()
    if request.method == "OPTIONS":  # a browser asks what it may send, and has no key yet
        return
    key = await keys.find(presented(request))
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
    if not user:
        return actor
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


def demand(scope: Scope) -> None:
    if scope not in known().actor.scopes:
        raise InsufficientScope(f"This key lacks the scope `{scope}`.")


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
