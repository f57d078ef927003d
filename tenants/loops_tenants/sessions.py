"""Sessions: who is signed in at a host. They are rows, so that they can be listed, and end when they are told to."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

import asyncpg
from tortoise import fields
from tortoise.models import Model

from loops_tenants import tokens
from loops_tenants.errors import NotFound
from loops_tenants.ids import born_at, row_id
from loops_tenants.memory import Remembered
from loops_tenants.roles import Role
from loops_tenants.scope import connection, system_transaction
from loops_tenants.sign_in_errors import CodeExpired

DAY = 86_400
LONGEST = 90 * DAY  # seconds after its beginning a session ends, however much it was used
IDLE = "30 days"  # without use, and it has ended too
LONGEST_AGENT = 400  # characters kept of a User-Agent


class SessionNotFound(NotFound):
    """Another person's, too."""


class Session(Model):
    """`tenant_id` is that of the host it is good at, null for the apex; of its cookie there is the SHA-256 alone.

    `origin_id` is the session at the apex that it was handed over from, if it was: it ends with that one.
    """

    id = row_id()
    person_id: UUID = fields.UUIDField()
    tenant_id: UUID | None = fields.UUIDField(null=True)
    origin_id: UUID | None = fields.UUIDField(null=True)
    hash = fields.CharField(max_length=64, unique=True)
    provider = fields.CharField(max_length=20)
    user_agent = fields.CharField(max_length=LONGEST_AGENT, db_default="")
    address = fields.CharField(max_length=45, db_default="")
    created_at = born_at()
    seen_at = born_at()
    expires_at: datetime = fields.DatetimeField()
    revoked_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "sessions"
        indexes = (("person_id", "id"), ("origin_id",), ("expires_at",))


@dataclass(slots=True)
class SignedIn:
    """A session that is good now, and whose. `role` is that of its person in its tenant; null without one."""

    id: UUID
    person_id: UUID
    tenant_id: UUID | None
    name: str
    role: Role | None
    provider: str
    idle: bool


@dataclass(frozen=True)
class Browser:
    """Where somebody signs in from. `replaces` is the cookie of a session that this one takes the place of.

    What came of that one ends with it: it may have been somebody else's.
    """

    user_agent: str
    address: str
    replaces: str = ""


async def begin(
    person_id: UUID, tenant_id: UUID | None, provider: str, browser: Browser, origin_id: UUID | None = None
) -> str:
    """A new session's token, in the open system transaction. It is always another one: none is known beforehand.

    Raises CodeExpired where the one that it is handed over from has ended on the way.
    """
    token = tokens.mint()
    await connection().execute(TIDY)
    await connection().execute(REPLACE, tokens.digest(browser.replaces), tenant_id)
    about = browser.user_agent[:LONGEST_AGENT].replace("\0", ""), browser.address[:45]
    given = person_id, tenant_id, origin_id, tokens.digest(token), provider, *about
    if not await connection().fetchval(BEGIN, *given):
        raise CodeExpired
    find.forget()
    return token


@Remembered
async def find(token: str) -> SignedIn | None:
    """The session, if it is good now. Elsewhere a revoked one is believed in for half a second at most."""
    async with system_transaction():
        row = await connection().fetchrow(FIND, tokens.digest(token))
    return SignedIn(**row) if row else None


async def note_use(id: UUID) -> None:
    """Written once a minute at most, however many processes see it. What fails is tried at the next look-up."""
    with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError):
        async with system_transaction():
            await connection().execute(NOTE_USE, id)


async def listed(person_id: UUID, *, limit: int, before: UUID | None = None) -> Sequence[asyncpg.Record]:
    """The person's sessions that are good now, the newest first: of the open transaction's tenant, or all of them."""
    return cast(Sequence[asyncpg.Record], await connection().fetch(LIST, person_id, limit, before))


async def revoke(person_id: UUID, id: UUID) -> None:
    """End one of the person's own, and those that were handed over from it. Once more changes nothing."""
    if not await connection().fetchval(IS_OWN, person_id, id):
        raise SessionNotFound
    await connection().execute(REVOKE, id)
    find.forget()


async def end(id: UUID) -> None:
    """Sign out, in the open system transaction: at this host, at the apex that it came from, and where else from there.

    Else the next sign-in here would be answered without a question, whoever sits at the machine.
    """
    await connection().execute(END, id)
    find.forget()


GOOD = f"s.revoked_at IS NULL AND s.expires_at > loops_now() AND s.seen_at > loops_now() - interval '{IDLE}'"
DUE = "seen_at < loops_now() - interval '1 minute'"
FIND = f"""
SELECT s.id, s.person_id, s.tenant_id, p.name, m.role, s.provider, s.{DUE} AS idle
FROM sessions s JOIN persons p ON p.id = s.person_id
LEFT JOIN memberships m ON m.tenant_id = s.tenant_id AND m.person_id = s.person_id
WHERE s.hash = $1 AND {GOOD}"""
BEGIN = f"""
INSERT INTO sessions (person_id, tenant_id, origin_id, hash, provider, user_agent, address, expires_at)
SELECT $1, $2, $3, $4, $5, $6, $7, loops_now() + interval '{LONGEST} seconds'
WHERE $3::uuid IS NULL OR EXISTS (SELECT FROM sessions s WHERE s.id = $3 AND {GOOD})
RETURNING true"""
REPLACE = """
WITH replaced AS (SELECT id FROM sessions WHERE hash = $1 AND tenant_id IS NOT DISTINCT FROM $2)
UPDATE sessions s SET revoked_at = loops_now() FROM replaced
WHERE s.revoked_at IS NULL AND (s.id = replaced.id OR s.origin_id = replaced.id)"""
NOTE_USE = f"UPDATE sessions SET seen_at = loops_now() WHERE id = $1 AND {DUE}"
LIST = f"""
SELECT s.id, s.provider, s.user_agent, s.address, s.created_at, s.seen_at, s.expires_at, t.slug AS tenant
FROM sessions s LEFT JOIN tenants t ON t.id = s.tenant_id
WHERE s.person_id = $1 AND ($3::uuid IS NULL OR s.id < $3) AND {GOOD} ORDER BY s.id DESC LIMIT $2"""
IS_OWN = "SELECT true FROM sessions WHERE person_id = $1 AND id = $2"
REVOKE = "UPDATE sessions SET revoked_at = loops_now() WHERE (id = $1 OR origin_id = $1) AND revoked_at IS NULL"
END = """
WITH root AS (SELECT coalesce(origin_id, id) AS id FROM sessions WHERE id = $1)
UPDATE sessions s SET revoked_at = loops_now() FROM root
WHERE s.revoked_at IS NULL AND (s.id = root.id OR s.origin_id = root.id)"""
TIDY = """
DELETE FROM sessions WHERE id IN (
    SELECT id FROM sessions WHERE expires_at < loops_now() LIMIT 100 FOR UPDATE SKIP LOCKED)"""
