"""What became of a post: each tenant's own list of statuses."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model
from typing_extensions import TypedDict

from loops_tenants.errors import Detail, ValidationFailed
from loops_tenants.ids import born_at, row_id
from loops_tenants.memory import Remembered
from loops_tenants.models import Tenant
from loops_tenants.scope import connection, read


class StatusUnknown(ValidationFailed):
    """A status that this tenant does not have."""

    def __init__(self, key: str, field: str) -> None:
        message = f"This board has no status `{key}`: GET /statuses lists those it has."
        super().__init__(details=[Detail(field=field, message=message)])


class StatusJson(TypedDict):
    """`color` is #rrggbb; `position` rises from left to right on a roadmap."""

    key: str
    name: str
    color: str
    position: int


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
        listed = await cls.filter(tenant_id=tenant.id).order_by("position", "id")
        return [StatusJson(key=s.key, name=s.name, color=s.color, position=s.position) for s in listed]

    @classmethod
    async def demand(cls, tenant: Tenant, key: str, *, field: str = "status") -> None:
        """Refuse a status that the tenant does not have, given in `field`."""
        if not await exists((tenant.id, key)):
            raise StatusUnknown(key, field)


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
ADD = "INSERT INTO statuses (tenant_id, key, name, color, position) VALUES ($1, $2, $3, $4, $5)"
EXISTS = "SELECT FROM statuses s WHERE s.tenant_id = scope.tenant_id AND s.key = $2"
