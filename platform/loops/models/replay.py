"""Replays: what happened in a range of time, sent to one endpoint once more."""

from datetime import datetime
from typing import Annotated, Any, Self, cast
from uuid import UUID

from pydantic import BaseModel, Field, StrictBool
from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.fields.db_defaults import SqlDefault
from tortoise.models import Model
from typing_extensions import TypedDict

from loops.answers import as_text
from loops.models.event_log import KEPT
from loops.models.pagination import Paged, after, cursor_of
from loops.models.replayable import Range
from loops.models.time import Time
from loops.models.webhook import Webhook
from loops.models.webhook_shapes import EventNames
from loops_tenants.access import Actor
from loops_tenants.errors import Conflict, Detail, NotFound, ValidationFailed
from loops_tenants.ids import born_at, row_id
from loops_tenants.models import Tenant
from loops_tenants.scope import connection


class NewReplay(BaseModel):
    """No `until` means now; no `events` all that the webhook asks for. `rate` is events a second."""

    since: Time
    until: Time | None = None
    events: EventNames = []
    only_failed: StrictBool = False
    rate: Annotated[int, Field(ge=1, le=1000)] = 10
    dry_run: StrictBool = False


class ReplayJson(TypedDict):
    """`state`: running, done or cancelled. `made` deliveries so far, of `total`; unless `exact` it is that or more."""

    id: UUID
    webhook_id: UUID
    since: datetime
    until: datetime
    events: list[str]
    only_failed: bool
    rate: int
    state: str
    total: int
    exact: bool
    made: int
    created_at: datetime
    ended_at: datetime | None


class Counted(TypedDict):
    """What a replay would send: unless it is `exact`, that or more."""

    total: int
    exact: bool


class ReplayPage(TypedDict):
    replays: list[ReplayJson]
    next_cursor: str | None


class ReplayNotFound(NotFound):
    """Another tenant's, too."""


class ReplayRunning(Conflict):
    message = "A replay to this webhook is running: wait for its end, or cancel it."


class BadRange(ValidationFailed):
    def __init__(self, field: str, message: str) -> None:
        super().__init__(details=[Detail(field=field, message=message)])


class Replay(Model):
    """Worked off by a worker (see replaying.py), `rate` events a second: `state` is running, done or cancelled.

    Of the `total` events that were counted when it was made, `made` have got a delivery, all up to the event `upto`.
    """

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    target_id: UUID = fields.UUIDField()
    since: datetime = fields.DatetimeField()
    until: datetime = fields.DatetimeField()
    events: list[str] = ArrayField(element_type="text", db_default=SqlDefault("'{}'"))
    only_failed = fields.BooleanField(db_default=False)
    rate = fields.IntField()
    state = fields.CharField(max_length=12, db_default="running")
    total = fields.IntField()
    exact = fields.BooleanField(db_default=True)
    made = fields.IntField(db_default=0)
    upto: UUID | None = fields.UUIDField(null=True)
    next_at: datetime | None = fields.DatetimeField(null=True, db_default=SqlDefault("loops_now()"))
    created_by: dict[str, Any] = fields.JSONField()
    created_at = born_at()
    ended_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "replays"
        indexes = (("tenant_id", "target_id", "id"),)

    @classmethod
    async def count(cls, webhook: Webhook, new: NewReplay) -> Counted:
        """Of what it would be made."""
        total, exact = await (await range_of(webhook, new)).count()
        return {"total": total, "exact": exact}

    @classmethod
    async def start(cls, webhook: Webhook, new: NewReplay, *, by: Actor) -> Self:
        """For a worker to work off; one at a time to each webhook."""
        range = await range_of(webhook, new)
        total, exact = await range.count()
        id = await connection().fetchval(START, *range.values, new.rate, total, exact, as_text(by.as_json()))
        if id is None:
            raise ReplayRunning
        return await cls.get(tenant_id=webhook.tenant_id, id=id)

    @classmethod
    async def of(cls, tenant: Tenant, id: UUID) -> Self:
        if (found := await cls.filter(tenant_id=tenant.id, id=id).first()) is None:
            raise ReplayNotFound
        return found

    @classmethod
    async def page(cls, webhook: Webhook, query: Paged) -> ReplayPage:
        """Newest first."""
        listed = cls.filter(tenant_id=webhook.tenant_id, target_id=webhook.id).order_by("-id").limit(query.limit + 1)
        found = await (listed.filter(id__lt=last) if (last := after(query.cursor)) else listed)
        shown = found[: query.limit]
        cursor = cursor_of(shown[-1].id) if len(found) > len(shown) else None
        return {"replays": [replay.shown() for replay in shown], "next_cursor": cursor}

    async def cancel(self) -> None:
        """What has been made stays, and goes out. One that has ended stays as it ended."""
        await connection().execute(CANCEL, self.tenant_id, self.id)

    def shown(self) -> ReplayJson:
        shown = {name: getattr(self, name) for name in ReplayJson.__annotations__ if name != "webhook_id"}
        return cast(ReplayJson, shown | {"webhook_id": self.target_id})


async def range_of(webhook: Webhook, new: NewReplay) -> Range:
    """By the database's clock. Raises what there is no replaying of, and to whom."""
    webhook.demand_service(paused_too=True)
    now, oldest = await connection().fetchrow(NOW)
    until = min(new.until or now, now)
    if new.since < oldest:
        raise BadRange("since", f"Events are kept for {KEPT}: must be later than {oldest:%Y-%m-%dT%H:%M:%SZ}.")
    if new.since > now:
        raise BadRange("since", "Must not be in the future.")
    if until < new.since:
        raise BadRange("until", "Must not be before `since`.")
    return Range(webhook.tenant_id, webhook.id, new.since, until, list(new.events), new.only_failed)


NOW = f"SELECT loops_now(), loops_now() - interval '{KEPT}'"
START = """
INSERT INTO replays (tenant_id, target_id, since, until, events, only_failed, rate, total, exact, created_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (tenant_id, target_id) WHERE state = 'running' DO NOTHING RETURNING id"""
CANCEL = """
UPDATE replays SET state = 'cancelled', ended_at = loops_now(), next_at = NULL
WHERE tenant_id = $1 AND id = $2 AND state = 'running'"""
