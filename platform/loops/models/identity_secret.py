"""The secrets by which a tenant's own server proves who its visitors are: the newest, and those that it replaced."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from loops.models.tenant_shapes import OlderSecretJson, Overlap
from loops.safe import Safe, Unreadable
from loops_tenants import hosts
from loops_tenants.errors import Conflict
from loops_tenants.key_form import BASE62
from loops_tenants.models import Tenant
from loops_tenants.scope import connection

PREFIX = "loop_is_"
LENGTH = 43  # characters: 256 bits of chance, as much as HS256 uses (RFC 7518, 3.2)
MOST = 5  # that are believed at once, the newest included


class TooManySecrets(Conflict):
    message = (
        f"{MOST} identity secrets are believed already. Wait until one of them ends, or send `overlap_days: 0`: "
        "it ends all of them at once, and the new one alone is believed."
    )


class IdentitySecrets:
    """A tenant's, as they lie in its row: `[{"secret": …, "until": null}, …]`, locked, the newest first."""

    def __init__(self, tenant: Tenant, safe: Safe) -> None:
        self._tenant, self._safe = tenant, safe

    async def newest(self) -> str | None:
        """One is made when it is first asked for. `tenant` is locked."""
        return self._open(self._tenant.identity_secrets[0]) if self._tenant.identity_secrets else await self._first()

    async def _first(self) -> str:
        text = mint()
        await self._keep([self._locked(text)])
        return text

    def older(self, now: datetime) -> list[OlderSecretJson]:
        return [
            {"identity_secret": self._open(one), "expires_at": datetime.fromisoformat(one["until"])}
            for one in holding(self._tenant.identity_secrets[1:], now)
        ]

    async def rotate(self, overlap: Overlap, now: datetime) -> str:
        """A new one; those before it are believed for as long as was said of each. `tenant` is locked."""
        text = mint()
        until = now + timedelta(days=overlap.overlap_days)
        newest, older = self._tenant.identity_secrets[:1], self._tenant.identity_secrets[1:]
        before = [one | {"until": until.isoformat()} for one in newest] + holding(older, now)
        if overlap.overlap_days and len(before) >= MOST:
            raise TooManySecrets
        await self._keep([self._locked(text), *(before if overlap.overlap_days else [])])
        return text

    async def _keep(self, kept: list[dict[str, Any]]) -> None:
        self._tenant.identity_secrets = kept
        await self._tenant.save(update_fields=["identity_secrets"])
        hosts.look_up.forget()

    def _locked(self, text: str) -> dict[str, Any]:
        return {"secret": self._safe.lock(text, *owner(self._tenant)), "until": None}

    def _open(self, kept: dict[str, Any]) -> str | None:
        return opened(self._safe, self._tenant, kept["secret"])


def holding(kept: Iterable[dict[str, Any]], now: datetime) -> list[dict[str, Any]]:
    return [one for one in kept if datetime.fromisoformat(one["until"]) > now]


def opened(safe: Safe, tenant: Tenant, secret: str) -> str | None:
    """None: it was kept under another LOOPS_SECRET_KEY."""
    try:
        return safe.open(secret, *owner(tenant))
    except Unreadable:
        return None


def owner(tenant: Tenant) -> tuple[str, str]:
    """What a secret is bound to."""
    return "identity_secrets", str(tenant.id)


def mint() -> str:
    return PREFIX + "".join(secrets.choice(BASE62) for _ in range(LENGTH))


async def now() -> datetime:
    at: datetime = await connection().fetchval("SELECT loops_now()")
    return at
