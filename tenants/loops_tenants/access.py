"""Who acts, and what they may do."""

from dataclasses import dataclass, replace
from typing import Literal, cast
from uuid import UUID

from quart import g, request

from loops_tenants import keys
from loops_tenants.errors import InsufficientScope, Unauthorized, ValidationFailed
from loops_tenants.models import ApiKey

Scope = Literal["read", "write", "admin"]

INCLUDES: dict[str, set[str]] = {"read": {"read"}, "write": {"read", "write"}, "admin": {"read", "write", "admin"}}
LONGEST_ID = 200


class SecretKeyInUrl(Unauthorized):
    message = "A secret key in a URL ends up in logs: send it as `Authorization: Bearer`."


class VoterUnknown(ValidationFailed):
    message = "Say who votes: `external_user_id` in the body, or the header X-Loop-External-User."


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and for whom. `trusted`: what it says of its user is proof (a secret key), not a claim."""

    type: Literal["key", "system"]
    id: UUID | None
    name: str | None
    scopes: frozenset[str]
    trusted: bool
    external_user_id: str | None = None

    @property
    def voter(self) -> str | None:
        """The name that a vote is kept under, beside whether it was proved."""
        return self.external_user_id and f"user:{self.external_user_id}"

    def as_json(self) -> dict[str, str | None]:
        """Whose act it was: the visitor's, where the call speaks for one."""
        if self.external_user_id:
            return {"type": "user", "id": self.external_user_id, "name": None}
        return {"type": self.type, "id": str(self.id) if self.id else None, "name": self.name}


SYSTEM = Actor("system", None, None, frozenset(), trusted=True)


async def find_actor() -> None:
    """Before each API request: put who calls on `g`. A key of another tenant is as unknown as any."""
    key = await keys.find(presented())
    if key is None or (g.tenant and g.tenant.id != key.tenant_id):
        raise Unauthorized
    if g.tenant is None:
        g.tenant = await g.hosts.resident(key.tenant_id)
    g.actor = Actor("key", key.id, key.name, scopes_of(key), trusted=key.kind == "secret")


def presented() -> str:
    if in_url := request.args.get("key"):
        if not in_url.startswith("loop_pk_"):
            raise SecretKeyInUrl
        return in_url
    return request.headers.get("Authorization", "").removeprefix("Bearer ")


def scopes_of(key: ApiKey) -> frozenset[str]:
    return frozenset().union(*(INCLUDES[scope] for scope in key.scopes))


def demand(scope: Scope) -> None:
    if scope not in g.actor.scopes:
        raise InsufficientScope(f"This key lacks the scope `{scope}`.")


def actor(speaks_for: str | None = None) -> Actor:
    """Who acts; `speaks_for` is the user id in the body or query, which wins over the header's."""
    user = speaks_for or request.headers.get("X-Loop-External-User", "").strip() or None
    if user and len(user) > LONGEST_ID:
        raise ValidationFailed(f"A user id has at most {LONGEST_ID} characters.")
    return replace(cast(Actor, g.actor), external_user_id=user)
