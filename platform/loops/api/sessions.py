"""/sessions: where the person who asks is signed in, and how to end that."""

from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Literal
from uuid import UUID

import asyncpg
from quart import Blueprint, g
from typing_extensions import TypedDict

from loops.api.contract import allow
from loops.api.me import own_id
from loops.models.pagination import Paged, after, cursor_of
from loops_tenants import sessions as people_sessions
from loops_tenants.scope import system_transaction, tenant_transaction

sessions = Blueprint("sessions", __name__)


class SessionJson(TypedDict):
    """`current` is the one that asks. `tenant` is the slug of the board it is good at, null for the apex."""

    id: UUID
    current: bool
    tenant: str | None
    provider: str
    user_agent: str
    address: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime


class SessionPage(TypedDict):
    sessions: list[SessionJson]
    next_cursor: str | None


@sessions.get("/sessions")
@allow("session", transaction=False)
async def list_sessions(query: Paged) -> SessionPage:
    """Where one is signed in: at this board, and asked at the apex everywhere. The newest first."""
    async with own():
        found = await people_sessions.listed(own_id(), limit=query.limit + 1, before=after(query.cursor))
    page = found[: query.limit]
    cursor = cursor_of(page[-1]["id"]) if len(found) > query.limit else None
    return {"sessions": [shown(row) for row in page], "next_cursor": cursor}


@sessions.delete("/sessions/<uuid:id>")
@allow("session", transaction=False)
async def revoke_session(id: UUID) -> tuple[Literal[""], Literal[204]]:
    """Sign out there, within a second. One at the apex takes those with it that came of it at boards."""
    async with own():
        await people_sessions.revoke(own_id(), id)
    return "", 204


def own() -> AbstractAsyncContextManager[None]:
    """At a board's host its sessions alone are to be seen, at the apex all: whose, the statements say."""
    return tenant_transaction(g.tenant.id) if g.tenant else system_transaction()


def shown(row: asyncpg.Record) -> SessionJson:
    return {
        "id": row["id"],
        "current": row["id"] == g.session_id,
        "tenant": row["tenant"],
        "provider": row["provider"],
        "user_agent": row["user_agent"],
        "address": row["address"],
        "created_at": row["created_at"],
        "last_seen_at": row["seen_at"],
        "expires_at": row["expires_at"],
    }
