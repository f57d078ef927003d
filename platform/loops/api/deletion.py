"""/tenant/deletion: an organisation's end, which its owner may take back for a while."""

from datetime import datetime
from typing import Annotated, Literal, cast

from pydantic import BaseModel, Field
from quart import Blueprint
from typing_extensions import TypedDict

from loops.api.contract import allow
from loops.models.writing import Text
from loops_tenants import registry
from loops_tenants.errors import Detail, ValidationFailed
from loops_tenants.hosts import look_up, tenant
from loops_tenants.scope import connection

deletion = Blueprint("deletion", __name__)


class Deletion(BaseModel):
    """`slug`: that of the board, so that nobody does it by mistake."""

    slug: Annotated[Text, Field(max_length=40)]


class DeletionJson(TypedDict):
    """Until `erased_at` an owner may take it back, at the apex."""

    slug: str
    deleted_at: datetime
    erased_at: datetime


class AnotherSlug(ValidationFailed):
    def __init__(self) -> None:
        super().__init__(details=[Detail(field="slug", message=f"Must be `{tenant().slug}`, to delete that.")])


@deletion.post("/tenant/deletion")
@allow("admin", permission="tenant.delete")
async def create_deletion(body: Deletion) -> tuple[DeletionJson, Literal[201]]:
    """Delete the organisation: its board is gone at once, and all that it has 30 days later. For owners alone."""
    if body.slug != tenant().slug:
        raise AnotherSlug
    deleted_at = cast(datetime, await connection().fetchval(CLOSE, tenant().id))
    look_up.forget()
    return {"slug": body.slug, "deleted_at": deleted_at, "erased_at": registry.erased_at(deleted_at)}, 201


CLOSE = "UPDATE tenants SET deleted_at = coalesce(deleted_at, loops_now()) WHERE id = $1 RETURNING deleted_at"
