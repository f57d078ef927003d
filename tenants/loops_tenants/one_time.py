"""Codes that work once, and not for long: sign-in links, the state of a sign-in under way, hand-overs to a host."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, cast
from uuid import UUID

import orjson
from tortoise import fields
from tortoise.models import Model

from loops_tenants import tokens
from loops_tenants.ids import born_at, row_id
from loops_tenants.scope import connection, system_transaction
from loops_tenants.sign_in_errors import (
    CodeExpired,
    CodeUnknown,
    CodeUsed,
    LinkExpired,
    LinkUnknown,
    LinkUsed,
    SignInRefused,
)

Kind = Literal["link", "state", "hand-over", "new-key", "new-invite", "form"]


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


async def made(
    kind: Kind, *, seconds: int, data: Mapping[str, Any], tenant_id: UUID | None = None, browser: str | None = None
) -> str:
    """A new code, in the open system transaction; `tenant_id` is of the host that will take it, null for the apex."""
    code = tokens.mint()
    await connection().execute(TIDY)
    text = orjson.dumps(data, default=str).decode()
    await connection().execute(MAKE, kind, tenant_id, tokens.digest(code), browser, text, float(seconds))
    return code


async def claimed(
    kind: Kind, code: str, *, seconds: int, data: Mapping[str, Any], tenant_id: UUID, browser: str
) -> bool:
    """The same of a code that a form brought along, in the tenant's open transaction. False where it came before.

    `browser` is the digest of a cookie that its page will come with, or empty.
    """
    await connection().execute(FORGET, kind)
    text = orjson.dumps(data, default=str).decode()
    made = await connection().execute(
        CLAIM, kind, tenant_id, tokens.digest(code), browser or None, text, float(seconds)
    )
    return bool(made == "INSERT 0 1")


async def taken(kind: Kind, code: str, *, tenant_id: UUID | None = None, cookie: str = "") -> dict[str, Any]:
    """What it was made for: the first time, in time, in the browser that has the `cookie`, at the host it is for.

    Who has no right to it does not use it up. In a transaction of its own: it stays used, whatever comes of it, and
    what it was made for is kept no longer.
    """
    return await found(TAKE, kind, code, tenant_id, cookie)


async def looked_at(kind: Kind, code: str, *, tenant_id: UUID | None = None) -> dict[str, Any]:
    """The same, and it is as good as before."""
    return await found(LOOK, kind, code, tenant_id, "")


async def found(how: str, kind: Kind, code: str, tenant_id: UUID | None, cookie: str) -> dict[str, Any]:
    asked = kind, tokens.digest(code), tenant_id, tokens.digest(cookie)
    async with system_transaction():
        row = await connection().fetchrow(how, *asked)
        if row is None:
            raise refusal(kind, await connection().fetchval(IS_USED, *asked))
    return cast(dict[str, Any], orjson.loads(row["data"]))


def refusal(kind: Kind, used: bool | None) -> SignInRefused:
    why = CodeUnknown if used is None else CodeUsed if used else CodeExpired
    return OF_LINKS[why]() if kind == "link" else why()


OF_LINKS: dict[type[SignInRefused], type[SignInRefused]] = {
    CodeUnknown: LinkUnknown,
    CodeUsed: LinkUsed,
    CodeExpired: LinkExpired,
}
WHOSE = """
    kind = $1 AND hash = $2 AND tenant_id IS NOT DISTINCT FROM $3 AND (browser IS NULL OR browser = $4)"""
MAKE = """
INSERT INTO one_time_codes (kind, tenant_id, hash, browser, data, expires_at)
VALUES ($1, $2, $3, $4, $5, loops_now() + make_interval(secs => $6))"""
CLAIM = f"{MAKE} ON CONFLICT (hash) DO NOTHING"
FORGET = "DELETE FROM one_time_codes WHERE kind = $1 AND expires_at < loops_now()"
GOOD = f"{WHOSE} AND used_at IS NULL AND expires_at > loops_now()"
TAKE = f"""
WITH good AS (SELECT id, data FROM one_time_codes WHERE {GOOD} FOR UPDATE)
UPDATE one_time_codes c SET used_at = loops_now(), data = '{{}}' FROM good WHERE c.id = good.id RETURNING good.data"""
LOOK = f"SELECT data FROM one_time_codes WHERE {GOOD}"
IS_USED = f"SELECT used_at IS NOT NULL FROM one_time_codes WHERE {WHOSE}"
# So old that nobody needs to be told why it is refused any more.
TIDY = """
DELETE FROM one_time_codes WHERE id IN (
    SELECT id FROM one_time_codes WHERE expires_at < loops_now() - interval '1 day' LIMIT 100 FOR UPDATE SKIP LOCKED)"""
