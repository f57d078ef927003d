"""Domains of a tenant's own: claimed by anybody, served to whoever proves by a DNS record that it is theirs."""

from datetime import datetime
from secrets import token_hex
from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.expressions import RawSQL
from tortoise.models import Model

from loops_tenants.domain_names import RECORD
from loops_tenants.errors import Conflict, NotFound
from loops_tenants.ids import born_at, row_id
from loops_tenants.memory import Remembered
from loops_tenants.scope import connection, system_transaction

MOST = 10  # of a tenant
PREFIX = "loops-verification="


class DomainNotFound(NotFound):
    """Another tenant's, too."""


class TooManyDomains(Conflict):
    message = f"There are {MOST} domains already: delete one that is no longer needed."


class DomainThere(Conflict):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is among this board's domains already.")


class NotVerified(Conflict):
    message = "This domain is not verified: links that begin with it would lead nowhere."


class Domain(Model):
    """`token` is what the DNS record must hold; `seen_at` when it last did, `problem` what was found in its place.

    `verified_at` is null for a mere claim, which blocks nobody. The tenant's links begin with the `is_primary` one.
    """

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    name = fields.CharField(max_length=253)
    token = fields.CharField(max_length=64)
    is_primary = fields.BooleanField(db_default=False)
    verified_at: datetime | None = fields.DatetimeField(null=True)
    seen_at: datetime | None = fields.DatetimeField(null=True)
    checked_at: datetime | None = fields.DatetimeField(null=True)
    problem = fields.CharField(max_length=300, null=True)
    next_look_at: datetime | None = fields.DatetimeField(null=True)
    created_at = born_at()
    is_served: bool  # not a column: whether it is verified, and was seen within the last week

    class Meta:
        table = "domains"
        unique_together = (("tenant_id", "name"),)

    @classmethod
    async def claim(cls, tenant_id: UUID, name: str) -> "Domain":
        """`name` is checked (see domain_names.py). It is served once it is verified, and not before."""
        await connection().execute(ONE_AT_A_TIME, tenant_id)
        theirs = await cls.all_of(tenant_id)
        if any(domain.name == name for domain in theirs):
            raise DomainThere(name)
        if len(theirs) >= MOST:
            raise TooManyDomains
        made = await cls.create(tenant_id=tenant_id, name=name, token=token_hex(16))
        return await cls.of(tenant_id, made.id)

    @classmethod
    async def of(cls, tenant_id: UUID, id: UUID) -> Self:
        found = await cls.filter(tenant_id=tenant_id, id=id).annotate(is_served=IS_SERVED).first()
        if found is None:
            raise DomainNotFound
        return found

    @classmethod
    async def all_of(cls, tenant_id: UUID) -> list[Self]:
        """The oldest first."""
        return await cls.filter(tenant_id=tenant_id).annotate(is_served=IS_SERVED).order_by("id")

    async def prefer(self, primary: bool) -> None:
        """Whether the tenant's links begin with it; then with no other."""
        if primary and not self.is_served:
            raise NotVerified
        await connection().execute(ONE_AT_A_TIME, self.tenant_id)
        if primary:
            await Domain.filter(tenant_id=self.tenant_id, is_primary=True).update(is_primary=False)
        self.is_primary = primary
        await self.save(update_fields=["is_primary"])

    @property
    def record(self) -> tuple[str, str]:
        """Name and text of the DNS record that proves it."""
        return f"{RECORD}{self.name}", f"{PREFIX}{self.token}"


@Remembered
async def owner(name: str) -> UUID | None:
    """Whose a name is that is verified and was seen within the last week."""
    async with system_transaction():
        id: UUID | None = await connection().fetchval(OWNER, name)
        return id


UNSEEN_FOR = "7 days"  # after which a verified domain is served no more
SERVED = f"verified_at IS NOT NULL AND seen_at > loops_now() - interval '{UNSEEN_FOR}'"
IS_SERVED = RawSQL(SERVED)
OWNER = f"SELECT tenant_id FROM domains WHERE name = $1 AND {SERVED}"
# Whoever adds one, or makes one the primary one, waits here for the others of the tenant.
ONE_AT_A_TIME = "SELECT FROM tenants WHERE id = $1 FOR NO KEY UPDATE"
