"""/replays: what happened in a range of time, sent to one webhook once more."""

from typing import Literal
from uuid import UUID

from quart import Blueprint

from loops.api.contract import allow
from loops.models.pagination import Paged
from loops.models.replay import Counted, NewReplay, Replay, ReplayJson, ReplayPage
from loops.models.webhook import Webhook
from loops_tenants.access import actor
from loops_tenants.hosts import tenant

replays = Blueprint("replays", __name__)


@replays.post("/webhooks/<uuid:id>/replays")
@allow("admin", permission="webhooks.manage")
async def create_replay(id: UUID, body: NewReplay) -> tuple[ReplayJson | Counted, Literal[202, 200]]:
    """Send the events of a range once more, each in a new delivery. With `dry_run` (200) only count them.

    A worker makes `rate` deliveries a second. `only_failed`: those events whose newest delivery has failed.
    """
    webhook = await Webhook.of(tenant(), id)
    if body.dry_run:
        return await Replay.count(webhook, body), 200
    return (await Replay.start(webhook, body, by=actor())).shown(), 202


@replays.get("/webhooks/<uuid:id>/replays")
@allow("admin", permission="webhooks.manage")
async def list_replays(id: UUID, query: Paged) -> ReplayPage:
    """A webhook's replays, newest first."""
    return await Replay.page(await Webhook.of(tenant(), id), query)


@replays.get("/replays/<uuid:id>")
@allow("admin", permission="webhooks.manage")
async def show_replay(id: UUID) -> ReplayJson:
    """One replay, and how far it is."""
    return (await Replay.of(tenant(), id)).shown()


@replays.delete("/replays/<uuid:id>")
@allow("admin", permission="webhooks.manage")
async def cancel_replay(id: UUID) -> tuple[Literal[""], Literal[204]]:
    """Make no more of it; what has been made goes out. One that has ended stays as it is."""
    await (await Replay.of(tenant(), id)).cancel()
    return "", 204
