"""Answers kept for a day, so that a call with an Idempotency-Key may be sent twice and happens once."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from loops_tenants.ids import born_at, row_id


class KeptAnswer(Model):
    """`asked`: SHA-256 over who called, for whom, where, and their Idempotency-Key; `body`: that of the request's."""

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    asked = fields.CharField(max_length=64)
    body = fields.CharField(max_length=64)
    status = fields.IntField()
    answer = fields.TextField()
    created_at = born_at()

    class Meta:
        table = "kept_answers"
        unique_together = (("tenant_id", "asked"),)
