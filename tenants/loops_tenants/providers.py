"""A tenant's own OpenID Connect provider: whom its people sign in with, without an account elsewhere."""

from typing import Self, cast
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from loops_tenants import sessions
from loops_tenants.errors import NotFound
from loops_tenants.ids import born_at, row_id
from loops_tenants.persons import Known
from loops_tenants.roles import Role
from loops_tenants.scope import connection
from loops_tenants.sign_in_errors import EmailElsewhere, EmailUnverified

KEY = "own"  # its word in paths, and in identities


class ProviderNotFound(NotFound):
    message = "This board has no sign-in provider of its own."


class TenantProvider(Model):
    """`client_secret` is locked (loops.safe). Where `email_domain` is set, only verified addresses of it may enter.

    Whoever comes by it for the first time is given `role`; null makes them visitors, and no members.
    """

    id = row_id()
    tenant_id: UUID = fields.UUIDField(unique=True)
    name = fields.CharField(max_length=60)
    issuer = fields.CharField(max_length=500)
    client_id = fields.CharField(max_length=255)
    client_secret = fields.TextField()
    email_domain = fields.CharField(max_length=253, null=True)
    role = cast(Role | None, fields.CharField(max_length=12, null=True))
    created_at = born_at()
    updated_at = born_at()

    class Meta:
        table = "tenant_providers"

    def admit(self, known: Known) -> None:
        """Refuse whom the board does not take in."""
        if not self.email_domain:
            return
        if known.email is None:
            raise EmailUnverified
        if known.email.rpartition("@")[2].lower() != self.email_domain:
            raise EmailElsewhere

    @classmethod
    async def of(cls, tenant_id: UUID) -> Self:
        """In the open transaction."""
        if (found := await cls.filter(tenant_id=tenant_id).first()) is None:
            raise ProviderNotFound
        return found

    async def end_sessions(self) -> None:
        """Of whom it vouched for, where it will do so no longer; in the open transaction."""
        await connection().execute(END_SESSIONS, self.tenant_id, KEY)
        sessions.find.forget()


END_SESSIONS = """
UPDATE sessions SET revoked_at = loops_now() WHERE tenant_id = $1 AND provider = $2 AND revoked_at IS NULL"""
