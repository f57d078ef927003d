"""Who: the organisations that live here, and the keys that they hand out. People have files of their own."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.fields.db_defaults import SqlDefault
from tortoise.models import Model

from loops_tenants.domains import Domain
from loops_tenants.ids import born_at, row_id
from loops_tenants.logos import Logo
from loops_tenants.members import Invite, Membership
from loops_tenants.one_time import OneTimeCode
from loops_tenants.persons import Identity, Person
from loops_tenants.providers import TenantProvider
from loops_tenants.sessions import Session

# Tortoise finds its models here.
__all__ = [
    "ApiKey",
    "Domain",
    "Identity",
    "Invite",
    "Logo",
    "Membership",
    "OneTimeCode",
    "Person",
    "Session",
    "Tenant",
    "TenantProvider",
]


class Tenant(Model):
    """An organisation with a board of its own at `home`, its address without the last slash.

    A deleted one stays as a row without data, so that nobody else is given its slug.
    """

    id = row_id()
    slug = fields.CharField(max_length=40, unique=True)
    name = fields.CharField(max_length=120)
    suspended_at: datetime | None = fields.DatetimeField(null=True)
    deleted_at: datetime | None = fields.DatetimeField(null=True)
    language = fields.CharField(max_length=8, db_default="en")
    brand_color = fields.CharField(max_length=7, null=True)
    logo_version = fields.CharField(max_length=16, null=True)
    privacy = fields.CharField(max_length=10, db_default="public")  # see visitors.py
    anonymous_posting = fields.BooleanField(db_default=True)
    anonymous_voting = fields.BooleanField(db_default=True)
    require_identity = fields.BooleanField(db_default=False)
    moderation = fields.BooleanField(db_default=False)
    identity_secrets: list[dict[str, Any]] = fields.JSONField(db_default=SqlDefault("'[]'"))  # see identity_secrets.py
    created_at = born_at()
    home: str  # not a column: hosts.py knows where a tenant lives
    domain: str | None  # not a column: its primary domain, where hosts.py looked it up
    asked_at: datetime  # not a column: the database's time when hosts.py looked it up

    class Meta:
        table = "tenants"


class ApiKey(Model):
    """A key as it is kept: the SHA-256 of what its holder has; a publishable one may be shown again, so it is kept."""

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    kind = fields.CharField(max_length=11)  # secret | publishable
    hash = fields.CharField(max_length=64, unique=True)
    publishable = fields.CharField(max_length=44, null=True)  # the key itself
    name = fields.CharField(max_length=120, db_default="")
    scopes: list[str] = ArrayField(element_type="text")
    origins: list[str] = ArrayField(element_type="text", db_default=SqlDefault("'{}'"))
    created_by: dict[str, str | None] = fields.JSONField(null=True)  # an actor: {type, id, name}
    last_used_at: datetime | None = fields.DatetimeField(null=True)
    expires_at: datetime | None = fields.DatetimeField(null=True)
    revoked_at: datetime | None = fields.DatetimeField(null=True)
    created_at = born_at()
    actor: object  # not a column: access.py knows who acts with it
    idle: bool  # not a column: whether `last_used_at` is due, where keys.find has asked for it

    class Meta:
        table = "api_keys"
        indexes = (("tenant_id", "id"),)
