"""API keys: made, found, listed and revoked. `key_form.py` says what they look like, `origins.py` where from."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Literal
from uuid import UUID

import asyncpg
from tortoise.expressions import Q, RawSQL

from loops_tenants.errors import Detail, NotFound, ValidationFailed
from loops_tenants.key_form import PREFIX, Kind, checksum, digest, mint, well_formed
from loops_tenants.memory import Remembered
from loops_tenants.models import ApiKey
from loops_tenants.origins import NoOrigin, web_origin
from loops_tenants.scope import connection, system_transaction

__all__ = ["PREFIX", "Kind", "Scope", "checksum", "digest", "mint", "well_formed"]

Scope = Literal["read", "write", "admin"]

SCOPES: tuple[Scope, ...] = ("read", "write", "admin")
PUBLISHABLE: list[Scope] = ["read", "write"]  # always, and never more


class KeyNotFound(NotFound):
    """Another tenant's key, too."""


class BadKey(ValidationFailed):
    """A key that cannot be made as it was asked for."""

    def __init__(self, details: list[Detail]) -> None:
        super().__init__(" ".join(f"`{detail['field']}`: {detail['message']}" for detail in details), details)


async def create(
    tenant_id: UUID,
    kind: Kind,
    *,
    name: str = "",
    scopes: Sequence[str] = (),
    origins: Sequence[str] = (),
    expires_at: datetime | None = None,
    created_by: Mapping[str, object] | None = None,
) -> tuple[ApiKey, str]:
    """In the open transaction: the key's row, and the key itself, which of a secret one is nowhere else.

    A publishable key can `read` and `write`, whatever `scopes` it is given; `created_by` is `Actor.as_json()`.
    """
    faults = [*wrong_scopes(kind, scopes), *wrong_origins(kind, origins), *await wrong_expiry(expires_at)]
    if faults:
        raise BadKey(faults)
    key = mint(kind)
    row = await ApiKey.create(
        tenant_id=tenant_id,
        kind=kind,
        hash=digest(key),
        publishable=key if kind == "publishable" else None,
        name=name,
        scopes=PUBLISHABLE if kind == "publishable" else [scope for scope in SCOPES if scope in scopes],
        origins=list(dict.fromkeys(map(web_origin, origins))),
        created_by=created_by,
        expires_at=expires_at,
    )
    return row, key


def wrong_scopes(kind: Kind, scopes: Sequence[str]) -> list[Detail]:
    if unknown := sorted(set(scopes) - set(SCOPES)):
        return [Detail(field="scopes", message=f"Are out of read, write and admin, not {', '.join(unknown)}.")]
    if kind == "publishable" and "admin" in scopes:
        return [Detail(field="scopes", message="Are read and write for a publishable key, never admin.")]
    if kind == "secret" and not scopes:
        return [Detail(field="scopes", message="Must name at least one of read, write and admin.")]
    return []


def wrong_origins(kind: Kind, origins: Sequence[str]) -> list[Detail]:
    if kind == "secret" and origins:
        return [Detail(field="origins", message="Are for publishable keys: a secret key belongs in no web page.")]
    try:
        for origin in origins:
            web_origin(origin)
    except NoOrigin as fault:
        return [Detail(field="origins", message=str(fault))]
    return []


async def wrong_expiry(expires_at: datetime | None) -> list[Detail]:
    if expires_at is None or await connection().fetchval("SELECT $1 > loops_now()", expires_at):
        return []
    return [Detail(field="expires_at", message="Must lie in the future.")]


async def one(tenant_id: UUID, id: UUID) -> ApiKey:
    """In the open transaction."""
    if (key := await ApiKey.filter(tenant_id=tenant_id, id=id).first()) is None:
        raise KeyNotFound
    return key


async def revoke(tenant_id: UUID, id: UUID) -> ApiKey:
    """In the open transaction. Once more changes nothing. Other processes believe in the key half a second at most."""
    await ApiKey.filter(tenant_id=tenant_id, id=id, revoked_at=None).update(revoked_at=RawSQL("loops_now()"))
    key = await one(tenant_id, id)
    find.forget()
    return key


async def listed(tenant_id: UUID, *, limit: int, before: UUID | None = None) -> list[ApiKey]:
    """In the open transaction: the newest first, revoked and expired ones too."""
    older = Q(id__lt=before) if before else Q()
    return await ApiKey.filter(older, tenant_id=tenant_id).order_by("-id").limit(limit)


@Remembered
async def find(key: str) -> ApiKey | None:
    """The key, if it is one of ours and good now."""
    if not well_formed(key):
        return None
    unexpired = Q(expires_at=None) | Q(expires_at__gt=RawSQL("loops_now()"))
    async with system_transaction():
        good = ApiKey.filter(unexpired, hash=digest(key), revoked_at=None)
        return await good.annotate(idle=RawSQL(IDLE)).first()


async def note_use(key_id: UUID) -> None:
    """Written once a minute at most, however many processes see the key. What fails is tried at the next look-up."""
    with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError):
        async with system_transaction():
            await connection().execute(NOTE_USE, key_id)


IDLE = "last_used_at IS NULL OR last_used_at < loops_now() - interval '1 minute'"
NOTE_USE = f"UPDATE api_keys SET last_used_at = loops_now() WHERE id = $1 AND ({IDLE})"
