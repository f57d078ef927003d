"""API keys as the API takes and shows them."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from loops.answers import OnceShown
from loops.models.time import Time
from loops.models.writing import Text
from loops_tenants.access import ActorJson
from loops_tenants.keys import Kind, Scope
from loops_tenants.models import ApiKey


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


def shown(key: ApiKey) -> KeyJson:
    made: KeyJson = columns(key, KeyJson) | {"key": key.publishable}
    return made


def columns(key: ApiKey, shape: type) -> Any:
    """What the row itself says of `shape`, whose `key` it does not."""
    return {name: getattr(key, name) for name in shape.__annotations__ if name != "key"}
