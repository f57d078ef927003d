"""What goes into the audit log: every call that needs the scope `admin` and changes something."""

from typing import Any
from uuid import UUID

import orjson
from quart import Response, request

from loops.answers import Json
from loops.api.upload import Upload
from loops.http import request_id
from loops.models.audit import AuditEntry, details_of
from loops_tenants.access import Actor, actor
from loops_tenants.hosts import caller, tenant


async def note(body: object, answer: Response) -> None:
    """In the open transaction: what is rolled back was never done."""
    await noted(action(), subject(answer), details(body), by=actor())


async def noted(
    action: str, subject: str | None, details: dict[str, Any], *, by: Actor, of: UUID | None = None
) -> None:
    """The same, of what a page did; `of` is the tenant, where that is not the host's."""
    await AuditEntry.create(
        tenant_id=of or tenant().id,
        action=action,
        subject=subject,
        details=details,
        actor=by.as_json(),
        address=caller().address or None,
        request_id=request_id(),
    )


def action() -> str:
    """`api.webhooks.create_webhook` as `webhooks.create`."""
    *_, resource, handler = str(request.endpoint).split(".")
    return f"{resource}.{handler.partition('_')[0]}"


def subject(answer: Response) -> str | None:
    """What it was done to: the path says so, or the answer does of what has just been made."""
    path = request.view_args or {}
    if given := path.get("id") or path.get("key"):
        return str(given)
    made = orjson.loads(answer.text) if isinstance(answer, Json) else {}
    return made.get("id") or made.get("key")


def details(body: object) -> dict[str, Any]:
    if isinstance(body, Upload):
        return {"media_type": body.media_type, "bytes": len(body.content)}
    return details_of(body)
