"""/keys: what opens the API, handed out and taken back."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field
from quart import Blueprint
from typing_extensions import TypedDict

from loops.answers import OnceShown
from loops.api.contract import allow
from loops.models.pagination import Paged, after, cursor_of
from loops.models.time import Time
from loops.models.writing import Text
from loops_tenants import keys as api_keys
from loops_tenants.access import ActorJson, actor
from loops_tenants.hosts import tenant
from loops_tenants.keys import Kind, Scope
from loops_tenants.models import ApiKey

keys = Blueprint("keys", __name__)


class NewKey(BaseModel):
    """`scopes` are a secret key's, `origins` a publishable one's: no `origins` means pages of any origin."""

    kind: Kind
    name: Annotated[Text, Field(max_length=120)] = ""
    scopes: Annotated[list[Scope], Field(max_length=3)] = []
    origins: Annotated[list[Text], Field(max_length=50)] = []
    expires_at: Time | None = None


class NewKeyJson(TypedDict):
    id: UUID
    kind: Kind
    name: str
    scopes: list[Scope]
    origins: list[str]
    key: OnceShown


class KeyJson(TypedDict):
    """`key` is a publishable one's, and null for a secret one, which is nowhere any more."""

    id: UUID
    kind: Kind
    name: str
    scopes: list[Scope]
    origins: list[str]
    key: str | None
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None
    created_by: ActorJson | None


class KeyPage(TypedDict):
    keys: list[KeyJson]
    next_cursor: str | None


@keys.post("/keys")
@allow("admin", permission="keys.manage")
async def create_key(body: NewKey) -> tuple[NewKeyJson, Literal[201]]:
    """A new key. A secret one is shown here, and never again."""
    row, key = await api_keys.create(tenant().id, created_by=actor().as_json(), **vars(body))
    return columns(row, NewKeyJson) | {"key": key}, 201


@keys.get("/keys")
@allow("admin", permission="keys.manage")
async def list_keys(query: Paged) -> KeyPage:
    """The board's keys, newest first, revoked and expired ones too."""
    found = await api_keys.listed(tenant().id, limit=query.limit + 1, before=after(query.cursor))
    page = found[: query.limit]
    cursor = cursor_of(page[-1].id) if len(found) > query.limit else None
    return {"keys": [shown(key) for key in page], "next_cursor": cursor}


def shown(key: ApiKey) -> KeyJson:
    made: KeyJson = columns(key, KeyJson) | {"key": key.publishable}
    return made


def columns(key: ApiKey, shape: type) -> Any:
    """What the row itself says of `shape`, whose `key` it does not."""
    return {name: getattr(key, name) for name in shape.__annotations__ if name != "key"}


@keys.delete("/keys/<uuid:id>")
@allow("admin", permission="keys.manage")
async def revoke_key(id: UUID) -> tuple[Literal[""], Literal[204]]:
    """Stops working everywhere within a second. Once more changes nothing."""
    await api_keys.revoke(tenant().id, id)
    return "", 204
