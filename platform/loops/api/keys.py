"""/keys: what opens the API, handed out and taken back."""

from typing import Literal
from uuid import UUID

from quart import Blueprint

from loops.api.contract import allow
from loops.models.key_shapes import KeyPage, NewKey, NewKeyJson, columns, shown
from loops.models.pagination import Paged, after, cursor_of
from loops_tenants import keys as api_keys
from loops_tenants.access import actor
from loops_tenants.hosts import tenant

keys = Blueprint("keys", __name__)


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


@keys.delete("/keys/<uuid:id>")
@allow("admin", permission="keys.manage")
async def revoke_key(id: UUID) -> tuple[Literal[""], Literal[204]]:
    """Stops working everywhere within a second. Once more changes nothing."""
    await api_keys.revoke(tenant().id, id)
    return "", 204
