"""Codes that work once, and not for long: sign-in links, the state of a sign-in under way, hand-overs to a host."""

from datetime import datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

import orjson
from tortoise import fields
from tortoise.models import Model

from loops_tenants import tokens
from loops_tenants.errors import Unauthorized
from loops_tenants.ids import born_at, row_id
from loops_tenants.scope import connection, system_transaction

Kind = Literal["link", "state", "hand-over"]


class CodeRefused(Unauthorized):
    """One that nobody made, that another browser was given, or that is for another host: which, is not told."""

    message = "This sign-in did not begin in this browser, or not here. Please start again."


class CodeUsed(CodeRefused):
    message = "This was used before, and works once. Please start again."


class CodeExpired(CodeRefused):
    message = "This took too long, and has expired. Please start again."


class OneTimeCode(Model):
    """`browser` is the digest of the cookie that must come with it, and `data` what it was made for."""

    id = row_id()
    kind = fields.CharField(max_length=12)
    tenant_id: UUID | None = fields.UUIDField(null=True)
    hash = fields.CharField(max_length=64, unique=True)
    browser = fields.CharField(max_length=64, null=True)
    data: dict[str, Any] = fields.JSONField()
    created_at = born_at()
    expires_at: datetime = fields.DatetimeField(db_index=True)
    used_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "one_time_codes"


class Taken(NamedTuple):
    tenant_id: UUID | None
    data: dict[str, Any]


async def made(
    kind: Kind, *, seconds: int, data: dict[str, Any], tenant_id: UUID | None = None, browser: str | None = None
) -> str:
    """A new code, in the open system transaction; `browser` is the cookie's token."""
    code = tokens.mint()
    await connection().execute(TIDY)
    text, bound = orjson.dumps(data).decode(), browser and tokens.digest(browser)
    await connection().execute(MAKE, kind, tenant_id, tokens.digest(code), bound, text, float(seconds))
    return code


async def taken(kind: Kind, code: str, *, tenant_id: UUID | None = None, browser: str | None = None) -> Taken:
    """What it was made for: the first time, in time, by this browser and at this tenant's host or the apex.

    Who has no right to it does not use it up. In a transaction of its own: it stays used, whatever comes of it.
    """
    bound = browser and tokens.digest(browser)
    async with system_transaction():
        row = await connection().fetchrow(TAKE, kind, tokens.digest(code), tenant_id, bound)
        if row is None:
            raise await refusal(kind, code, tenant_id, bound)
    return Taken(tenant_id, orjson.loads(row["data"]))


async def refusal(kind: Kind, code: str, tenant_id: UUID | None, bound: str | None) -> CodeRefused:
    used = await connection().fetchval(IS_USED, kind, tokens.digest(code), tenant_id, bound)
    return CodeRefused() if used is None else CodeUsed() if used else CodeExpired()


WHOSE = """
    kind = $1 AND hash = $2 AND tenant_id IS NOT DISTINCT FROM $3 AND (browser IS NULL OR browser = $4)"""
MAKE = """
INSERT INTO one_time_codes (kind, tenant_id, hash, browser, data, expires_at)
VALUES ($1, $2, $3, $4, $5, loops_now() + make_interval(secs => $6))"""
TAKE = f"""
UPDATE one_time_codes SET used_at = loops_now() WHERE {WHOSE} AND used_at IS NULL AND expires_at > loops_now()
RETURNING data"""
IS_USED = f"SELECT used_at IS NOT NULL FROM one_time_codes WHERE {WHOSE}"
# So old that nobody needs to be told why it is refused any more.
TIDY = """
DELETE FROM one_time_codes WHERE id IN (
    SELECT id FROM one_time_codes WHERE expires_at < loops_now() - interval '1 day' LIMIT 100 FOR UPDATE SKIP LOCKED)"""
