"""What became of a post: each tenant's own list of statuses."""

from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from loops.models.status_key import key_of
from loops.models.status_shapes import (
    MOST,
    KeyTaken,
    NewStatus,
    StatusChange,
    StatusInUse,
    StatusJson,
    StatusNotFound,
    StatusStays,
    StatusUnknown,
    TooManyStatuses,
)
from loops_tenants.ids import born_at, row_id
from loops_tenants.memory import Remembered
from loops_tenants.models import Tenant
from loops_tenants.scope import connection, read


class Status(Model):
    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    key = fields.CharField(max_length=40)
    name = fields.CharField(max_length=40)
    color = fields.CharField(max_length=7)
    position = fields.IntField()
    created_at = born_at()

    class Meta:
        table = "statuses"
        unique_together = (("tenant_id", "key"),)

    @classmethod
    async def found(cls, tenant: Tenant) -> None:
        """The five that every new tenant starts with; their keys work in the API for ever."""
        await connection().executemany(ADD, [(tenant.id, *row, place) for place, row in enumerate(FIRST)])

    @classmethod
    async def all_of(cls, tenant: Tenant) -> list[StatusJson]:
        return [status.shown() for status in await cls._listed(tenant)]

    @classmethod
    async def demand(cls, tenant: Tenant, key: str, *, field: str = "status") -> None:
        """Refuse a status that the tenant does not have, or had until half a second ago, given in `field`."""
        if not await exists((tenant.id, key)):
            raise StatusUnknown(key, field)

    @classmethod
    async def hold(cls, tenant: Tenant, key: str) -> None:
        """The same, and nobody deletes it until the transaction ends."""
        if not await connection().fetchrow(HOLD, tenant.id, key):
            raise StatusUnknown(key, "status")

    @classmethod
    async def add(cls, tenant: Tenant, new: NewStatus) -> StatusJson:
        listed = await cls._locked(tenant)
        if len(listed) >= MOST:
            raise TooManyStatuses
        taken = {status.key for status in listed}
        if new.key in taken:
            raise KeyTaken(new.key)
        key = new.key or key_of(new.name, taken)
        added = await cls.create(tenant_id=tenant.id, key=key, name=new.name, color=new.color, position=MOST)
        await added._move(listed, new.position)
        return added.shown()

    @classmethod
    async def change(cls, tenant: Tenant, key: str, change: StatusChange) -> StatusJson:
        listed = await cls._locked(tenant)
        status = cls._of(listed, key)
        status.name, status.color = change.get("name", status.name), change.get("color", status.color)
        await status.save(update_fields=["name", "color"])
        if "position" in change:
            await status._move([other for other in listed if other is not status], change["position"])
        return status.shown()

    @classmethod
    async def remove(cls, tenant: Tenant, key: str) -> None:
        listed = await cls._locked(tenant)
        status = cls._of(listed, key)
        if key in KEPT:
            raise StatusStays(key)
        await connection().execute(ALONE, tenant.id, key)
        if await connection().fetchval(IN_USE, tenant.id, key):
            raise StatusInUse(key)
        await status.delete()
        await cls._number(tenant.id, [other.key for other in listed if other is not status])
        exists.forget()

    def shown(self) -> StatusJson:
        return StatusJson(key=self.key, name=self.name, color=self.color, position=self.position)

    @classmethod
    async def _listed(cls, tenant: Tenant) -> list[Self]:
        return await cls.filter(tenant_id=tenant.id).order_by("position", "id")

    @classmethod
    async def _locked(cls, tenant: Tenant) -> list[Self]:
        """The list, which nobody else changes until the transaction ends."""
        await connection().execute(ONE_AT_A_TIME, tenant.id)
        return await cls._listed(tenant)

    @classmethod
    def _of(cls, listed: list[Self], key: str) -> Self:
        for status in listed:
            if status.key == key:
                return status
        raise StatusNotFound

    async def _move(self, others: list[Self], position: int) -> None:
        self.position = min(position, len(others))
        order = [other.key for other in others]
        order.insert(self.position, self.key)
        await self._number(self.tenant_id, order)

    @staticmethod
    async def _number(tenant_id: UUID, order: list[str]) -> None:
        await connection().execute(NUMBER, tenant_id, order)


@Remembered
async def exists(status: tuple[UUID, str]) -> bool | None:
    tenant_id, key = status
    found = await read(tenant_id, EXISTS, key)
    return found is not None or None


FIRST = (
    ("open", "Open", "#60646c"),
    ("planned", "Planned", "#ab4aba"),
    ("progress", "In progress", "#0090ff"),
    ("done", "Done", "#30a46c"),
    ("closed", "Closed", "#80838d"),
)
KEPT = frozenset(key for key, *_ in FIRST)
ADD = "INSERT INTO statuses (tenant_id, key, name, color, position) VALUES ($1, $2, $3, $4, $5)"
EXISTS = "SELECT FROM statuses s WHERE s.tenant_id = scope.tenant_id AND s.key = $2"
HOLD = "SELECT key FROM statuses WHERE tenant_id = $1 AND key = $2 FOR KEY SHARE"
ONE_AT_A_TIME = "SELECT FROM tenants WHERE id = $1 FOR NO KEY UPDATE"
# Whoever gives a post this status waits from here on, and what they gave it before is seen by the next statement.
ALONE = "SELECT FROM statuses WHERE tenant_id = $1 AND key = $2 FOR UPDATE"
IN_USE = "SELECT EXISTS (SELECT FROM posts WHERE tenant_id = $1 AND status = $2)"
NUMBER = """
UPDATE statuses s SET position = place - 1 FROM unnest($2::text[]) WITH ORDINALITY AS listed (key, place)
WHERE s.tenant_id = $1 AND s.key = listed.key AND s.position <> place - 1"""
