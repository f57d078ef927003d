"""People, and what they are known by at those who vouch for them."""

from datetime import datetime
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from loops_tenants.ids import born_at, row_id

LONGEST_NAME = 120
LONGEST_EMAIL = 320


class Person(Model):
    """Somebody. `tenant_id` is that of the tenant whose own provider made them, and where alone they are known.

    `email` is for people to read: nobody is ever found by it.
    """

    id = row_id()
    tenant_id: UUID | None = fields.UUIDField(null=True)
    name = fields.CharField(max_length=LONGEST_NAME)
    email = fields.CharField(max_length=LONGEST_EMAIL, null=True)
    created_at = born_at()

    class Meta:
        table = "persons"


class Identity(Model):
    """A person, as `subject` at an `issuer`, by the `provider` that was asked: unique, for each tenant apart."""

    id = row_id()
    tenant_id: UUID | None = fields.UUIDField(null=True)  # the person's
    person_id: UUID = fields.UUIDField()
    provider = fields.CharField(max_length=20)
    issuer = fields.CharField(max_length=500)
    subject = fields.CharField(max_length=255)
    created_at: datetime = born_at()

    class Meta:
        table = "identities"
        indexes = (("person_id",),)
