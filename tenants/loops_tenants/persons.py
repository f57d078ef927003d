"""People, and what they are known by at those who vouch for them."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from loops_tenants.ids import born_at, row_id
from loops_tenants.scope import connection, system_transaction

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


class Known(NamedTuple):
    """Somebody, in the words of who vouches for them. `subject` is theirs at `issuer` for ever, the rest may change.

    `email` is one that the provider has seen to be theirs, or None.
    """

    provider: str
    issuer: str
    subject: str
    name: str
    email: str | None = None


class Recognised(NamedTuple):
    id: UUID
    is_new: bool


async def recognised(known: Known, tenant_id: UUID | None = None) -> Recognised:
    """The person, made where there is none yet, in the open system transaction; called as they are called now.

    `tenant_id` is set where a tenant's own provider vouches: for nobody beyond it, whoever else has that subject.
    """
    by = tenant_id, known.provider, known.issuer, known.subject
    await connection().execute(ONE_AT_A_TIME, ":".join(map(str, by)))
    name, email = kept(known.name, LONGEST_NAME), known.email and kept(known.email, LONGEST_EMAIL)
    if id := await connection().fetchval(RENAME, *by, name, email):
        return Recognised(id, is_new=False)
    return Recognised(await connection().fetchval(ENTER, *by, name, email), is_new=True)


def kept(said: str, most: int) -> str:
    """As the database can keep it: a provider may say anything."""
    return said.encode("utf-8", "replace").decode().replace("\0", "")[:most]


async def themselves(person_id: UUID) -> Person:
    """For the person's own eyes: a tenant does not see who is no member."""
    async with system_transaction():
        return await Person.get(id=person_id)


ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"
SAME = """
    i.tenant_id IS NOT DISTINCT FROM $1 AND i.realm = coalesce($1, '00000000-0000-0000-0000-000000000000')
    AND i.provider = $2 AND i.issuer = $3 AND i.subject = $4"""
RENAME = f"""
UPDATE persons p SET name = $5, email = $6 FROM identities i WHERE i.person_id = p.id AND {SAME} RETURNING p.id"""
ENTER = """
WITH person AS (INSERT INTO persons (tenant_id, name, email) VALUES ($1, $5, $6) RETURNING id)
INSERT INTO identities (tenant_id, person_id, provider, issuer, subject)
SELECT $1, id, $2, $3, $4 FROM person RETURNING person_id"""
