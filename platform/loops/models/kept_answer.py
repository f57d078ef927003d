"""Answers kept for a day, so that a call with an Idempotency-Key may be sent twice and happens once."""

from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from loops_tenants.errors import Conflict, Refused
from loops_tenants.ids import born_at, row_id
from loops_tenants.scope import connection


class StillRunning(Conflict):
    message = "The first call with this Idempotency-Key is still running: ask again in a second."
    headers = MappingProxyType({"Retry-After": "1"})


class IdempotencyMismatch(Refused):
    status, code = 422, "idempotency_mismatch"
    message = "This Idempotency-Key came with another body before: a new call needs a new one."


class Kept(NamedTuple):
    status: int
    answer: str


class KeptAnswer(Model):
    """`asked`: SHA-256 over who called, for whom, where, and their Idempotency-Key; `body`: that of the request's.

    All in the transaction of the call's effect: what is rolled back leaves no answer, and may be sent again.
    """

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

    @classmethod
    async def of(cls, tenant_id: UUID, asked: str, body: str) -> Kept | None:
        """What was answered before. From here to the transaction's end nobody else can make the same call.

        Two statements: one that also looked would see what was there before it got the lock.
        """
        if not await connection().fetchval(LOCK, int.from_bytes(bytes.fromhex(asked)[:8], signed=True)):
            raise StillRunning
        found = await connection().fetchrow(FIND, tenant_id, asked)
        if found is None:
            return None
        if found["body"] != body:
            raise IdempotencyMismatch
        return Kept(found["status"], found["answer"])

    @classmethod
    async def keep(cls, tenant_id: UUID, asked: str, body: str, kept: Kept) -> None:
        """In the place of one that is too old, and with a few of those taken away."""
        await connection().execute(KEEP, tenant_id, asked, body, *kept)


TOO_OLD = "created_at <= loops_now() - interval '24 hours'"
LOCK = "SELECT pg_try_advisory_xact_lock($1)"
FIND = f"SELECT body, status, answer FROM kept_answers WHERE tenant_id = $1 AND asked = $2 AND NOT {TOO_OLD}"
KEEP = f"""
WITH gone AS (
    DELETE FROM kept_answers WHERE id IN (
        SELECT id FROM kept_answers WHERE tenant_id = $1 AND {TOO_OLD} AND asked <> $2
        ORDER BY created_at LIMIT 10 FOR UPDATE SKIP LOCKED)
)
INSERT INTO kept_answers (tenant_id, asked, body, status, answer) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (tenant_id, asked) DO UPDATE SET body = $3, status = $4, answer = $5, created_at = loops_now()"""
