"""Endpoints of a tenant's own, told of what happens on its board."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self, TypeVar
from uuid import UUID

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.expressions import RawSQL
from tortoise.fields.db_defaults import SqlDefault
from tortoise.models import Model
from tortoise.queryset import QuerySet

from loops.models import custom_headers, secret
from loops.models.older_secrets import Replaced
from loops.models.pagination import Paged, after, cursor_of
from loops.models.status import Status
from loops.models.webhook_shapes import Described, NewWebhook, NewWebhookJson, WebhookChange, WebhookJson, WebhookPage
from loops.outbound import parsed
from loops.safe import Safe
from loops_tenants.errors import Conflict, NotFound
from loops_tenants.ids import born_at, row_id
from loops_tenants.models import Tenant
from loops_tenants.scope import connection

MOST = 50  # of a tenant
Found = TypeVar("Found")


class WebhookNotFound(NotFound):
    """Another tenant's, too."""


class WebhookPaused(Conflict):
    message = "This webhook is paused: `PATCH` it with `active: true` first."


class WebhookDisabled(Conflict):
    message = "This webhook is disabled: `PATCH` it with `active: true` first."


class TooManyWebhooks(Conflict):
    message = f"There are {MOST} webhooks already: delete one that is no longer needed."


class Webhook(Model):
    """No `events` means all of them, later ones too. Its secret lies encrypted (see safe.py)."""

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    url = fields.CharField(max_length=2000)
    name = fields.CharField(max_length=120, db_default="")
    events: list[str] = ArrayField(element_type="text", db_default=SqlDefault("'{}'"))
    active = fields.BooleanField(db_default=True)
    statuses: list[str] = ArrayField(element_type="text", db_default=SqlDefault("'{}'"))
    tags: list[str] = ArrayField(element_type="text", db_default=SqlDefault("'{}'"))
    headers = fields.TextField(db_default="")
    secret = fields.TextField()
    older_secrets: list[dict[str, Any]] = fields.JSONField(db_default=SqlDefault("'[]'"))
    disabled_at: datetime | None = fields.DatetimeField(null=True)
    disabled_because = fields.CharField(max_length=20, null=True)
    created_at = born_at()
    now: datetime  # the database's, when it was read

    class Meta:
        table = "webhooks"
        indexes = (("tenant_id", "id"),)

    @classmethod
    async def subscribe(cls, tenant: Tenant, new: NewWebhook, *, safe: Safe) -> NewWebhookJson:
        """A new endpoint. That its URL leads outside is to be asked before (Guard.welcome), in no transaction."""
        await connection().execute(ONE_AT_A_TIME, tenant.id)
        if await cls.filter(tenant_id=tenant.id).count() >= MOST:
            raise TooManyWebhooks
        await known(tenant, new.statuses)
        id: UUID = await connection().fetchval("SELECT loops_uuid7()")
        text = secret.mint()
        mine = owner(tenant.id, id)
        headers = custom_headers.keep(new.headers, "", safe, mine)
        rest = new.model_dump(exclude={"headers"})
        await cls.create(id=id, tenant_id=tenant.id, secret=safe.lock(text, *mine), headers=headers, **rest)
        return {**(await cls.of(tenant, id)).described(), "secret": text}

    @classmethod
    async def of(cls, tenant: Tenant, id: UUID) -> Self:
        return existing(await cls.of_tenant(tenant).filter(id=id).first())

    @classmethod
    async def locked(cls, tenant: Tenant, id: UUID) -> Self:
        """Which nobody else changes until the transaction ends."""
        return existing(await cls.of_tenant(tenant).filter(id=id).select_for_update(no_key=True).first())

    @classmethod
    def of_tenant(cls, tenant: Tenant) -> QuerySet[Self]:
        return cls.filter(tenant_id=tenant.id).annotate(now=RawSQL("loops_now()"))

    @classmethod
    async def page(cls, tenant: Tenant, query: Paged) -> WebhookPage:
        """Newest first."""
        listed = cls.of_tenant(tenant).order_by("-id").limit(query.limit + 1)
        found = await (listed.filter(id__lt=last) if (last := after(query.cursor)) else listed)
        shown = found[: query.limit]
        cursor = cursor_of(shown[-1].id) if len(found) > len(shown) else None
        return {"webhooks": [webhook.shown() for webhook in shown], "next_cursor": cursor}

    async def change(self, tenant: Tenant, change: WebhookChange, *, safe: Safe) -> None:
        given = {**change, **self._headers_after(change, safe)}
        new = {name: value for name, value in given.items() if value != getattr(self, name)}
        await known(tenant, change.get("statuses", ()) if "statuses" in new else ())
        if change.get("active") or "url" in new:
            await connection().execute(FORGIVE, self.tenant_id, self.id)
        if change.get("active"):
            new |= {"disabled_at": None, "disabled_because": None} if self.disabled_at else {}
        if new:
            self.update_from_dict(new)
            await self.save(update_fields=list(new))

    def _headers_after(self, change: WebhookChange, safe: Safe) -> dict[str, str]:
        """A URL elsewhere gets no credentials that were given for this one: who may change it may not read them."""
        leaves = self.headers and "url" in change and origin(change["url"]) != origin(self.url)
        if "headers" in change:
            before = "" if leaves else self.headers
            return {"headers": custom_headers.keep(change["headers"], before, safe, owner(self.tenant_id, self.id))}
        if leaves:
            raise custom_headers.Left(origin(self.url))
        return {}

    def replaced(self) -> Replaced:
        return Replaced(self.older_secrets, born_at=self.created_at, now=self.now)

    def demand_service(self, *, paused_too: bool = False) -> None:
        """Raises where nothing would be sent, unless it is only paused and that will do."""
        if self.disabled_at:
            raise WebhookDisabled
        if not (self.active or paused_too):
            raise WebhookPaused

    def shown(self) -> WebhookJson:
        return {
            **self.described(),
            "disabled_at": self.disabled_at,
            "disabled_because": self.disabled_because,
            "secrets": self.replaced().shown(),
        }

    def described(self) -> Described:
        return {
            "id": self.id,
            "url": self.url,
            "name": self.name,
            "events": self.events,
            "active": self.active and self.disabled_at is None,
            "created_at": self.created_at,
            "statuses": self.statuses,
            "tags": self.tags,
            "headers": custom_headers.shown(self.headers),
        }


def existing(webhook: Found | None) -> Found:
    if webhook is None:
        raise WebhookNotFound
    return webhook


async def known(tenant: Tenant, statuses: Iterable[str]) -> None:
    for key in statuses:
        await Status.demand(tenant, key, field="statuses")


def origin(url: str) -> str:
    return str(parsed(url).origin())


def owner(tenant_id: UUID, id: UUID) -> tuple[str, UUID, UUID]:
    """What a secret is bound to."""
    return "webhooks", tenant_id, id


# How it has been faring counts no more.
FORGIVE = "DELETE FROM endpoint_health WHERE tenant_id = $1 AND target_id = $2"

# Whoever adds one waits here for the others of the tenant, and counts theirs.
ONE_AT_A_TIME = "SELECT FROM tenants WHERE id = $1 FOR NO KEY UPDATE"
