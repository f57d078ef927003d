"""The audit log: what was done by those who run the board, by whom and from where. It stays."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, cast
from uuid import UUID

from pydantic import BaseModel, Field
from tortoise import fields
from tortoise.models import Model
from typing_extensions import TypedDict

from loops.models.pagination import Paged, after, cursor_of
from loops.models.time import Time
from loops_tenants.access import ActorJson
from loops_tenants.ids import born_at, row_id
from loops_tenants.models import Tenant

LONGEST = 200  # characters of a text
# What may hold a credential, what people wrote, or who they are: that it was set is said, and not what to.
HIDDEN = {"headers", "secret", "client_secret", "title", "description", "body", "into", "external_user_id"}
MASK = "…"


class ListAudit(Paged):
    """`since` and before `until`; `action` as an entry has it, `subject` the id of what was acted on."""

    action: Annotated[str | None, Field(max_length=80)] = None
    subject: Annotated[str | None, Field(max_length=80)] = None
    since: Time | None = None
    until: Time | None = None


class AuditJson(TypedDict):
    """`details` are what was asked for: no secret, and of long texts the beginning. `address`: who asked, by IP."""

    id: UUID
    action: str
    subject: str | None
    details: dict[str, Any]
    actor: ActorJson
    address: str | None
    request_id: str | None
    created_at: datetime


class AuditPage(TypedDict):
    entries: list[AuditJson]
    next_cursor: str | None


class AuditEntry(Model):
    """`action` is the resource and what was done to it: `webhooks.create`. In the transaction of what it tells of."""

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    action = fields.CharField(max_length=80)
    subject = fields.CharField(max_length=80, null=True)
    details: dict[str, Any] = fields.JSONField()
    actor: dict[str, Any] = fields.JSONField()
    address = fields.CharField(max_length=45, null=True)
    request_id = fields.CharField(max_length=32, null=True)
    created_at = born_at()

    class Meta:
        table = "audit_log"
        indexes = (("tenant_id", "id"), ("tenant_id", "action", "id"), ("tenant_id", "subject", "id"))

    @classmethod
    async def page(cls, tenant: Tenant, query: ListAudit) -> AuditPage:
        """Newest first."""
        bounds = {"id__lt": after(query.cursor), "created_at__gte": query.since, "created_at__lt": query.until}
        asked = bounds | {"action": query.action, "subject": query.subject}
        listed = cls.filter(tenant_id=tenant.id, **{name: value for name, value in asked.items() if value})
        found = await listed.order_by("-id").limit(query.limit + 1)
        shown = found[: query.limit]
        cursor = cursor_of(shown[-1].id) if len(found) > len(shown) else None
        return {"entries": [entry.shown() for entry in shown], "next_cursor": cursor}

    def shown(self) -> AuditJson:
        return {
            "id": self.id,
            "action": self.action,
            "subject": self.subject,
            "details": self.details,
            "actor": cast(ActorJson, self.actor),
            "address": self.address,
            "request_id": self.request_id,
            "created_at": self.created_at,
        }


def details_of(asked: object) -> dict[str, Any]:
    """What was asked for, as it is kept: a model's fields that were given, or a mapping's; nothing of nothing."""
    given = asked.model_dump(mode="json", exclude_unset=True) if isinstance(asked, BaseModel) else asked
    named = cast(Mapping[str, Any], given or {})
    return {name: MASK if name in HIDDEN else shortened(value) for name, value in named.items()}


def shortened(value: Any) -> Any:
    return value[:LONGEST] + MASK if isinstance(value, str) and len(value) > LONGEST else value
