"""webhook ping, deliveries, retry, replay: what a webhook was sent, and once more."""

from typing import Any, get_args
from uuid import UUID

import click

from loops.commands.answering import Answer, on_the_database
from loops.commands.audited import noted
from loops.commands.words import Commas, checked, of_tenant
from loops.models.delivery_log import DeliveryNotFound, ListDeliveries, State, page_of_deliveries, shown_delivery
from loops.models.delivery_shown import DeliveryJson
from loops.models.ping import ping
from loops.models.replay import NewReplay, Replay
from loops.models.retry import retry
from loops.models.webhook import Webhook, WebhookNotFound
from loops.settings import Settings
from loops_tenants import registry
from loops_tenants.access import SYSTEM
from loops_tenants.errors import NotFound
from loops_tenants.models import Tenant
from loops_tenants.scope import tenant_transaction


class WebhookUnknown(NotFound):
    def __init__(self, slug: str, id: str) -> None:
        super().__init__(f"`{slug}` has no webhook with the id `{id}`: see `loops webhook list --tenant {slug}`.")


class DeliveryUnknown(NotFound):
    def __init__(self, slug: str, id: str) -> None:
        super().__init__(f"`{slug}` has no delivery with the id `{id}`: see `loops webhook deliveries`.")


@click.command("ping")
@of_tenant
@click.argument("id")
@on_the_database
async def ping_(settings: Settings, slug: str, id: str) -> Answer:
    """Send a webhook a ping, whatever it asks for.

    ID is as `loops webhook list` shows it.
    """
    owner = await registry.find(slug)
    async with tenant_transaction(owner.id):
        webhook = await named(owner, id)
        made = await shown_delivery(owner, await ping(owner, webhook, by=SYSTEM))
        await noted(owner.id, "deliveries.ping", webhook.id)
    return Answer(made, [f"delivery {made['id']} is on its way."])


@click.command()
@of_tenant
@click.argument("id")
@click.option("--state", type=click.Choice(get_args(State)), help="Only those.")
@click.option("--limit", type=click.IntRange(1, 200), default=20, help="At most so many.", show_default=True)
@on_the_database
async def deliveries(settings: Settings, slug: str, id: str, state: State | None, limit: int) -> Answer:
    """List what was sent to a webhook, the newest first."""
    owner, query = await registry.find(slug), ListDeliveries(state=state, limit=limit)
    async with tenant_transaction(owner.id):
        found = (await page_of_deliveries(owner, await named(owner, id), query))["deliveries"]
    return Answer(found, map(line_of_delivery, found), note="" if found else "There is no such delivery.")


@click.command("retry")
@of_tenant
@click.argument("delivery")
@on_the_database
async def retry_(settings: Settings, slug: str, delivery: str) -> Answer:
    """Try a delivery again at once.

    DELIVERY is an id as `loops webhook deliveries` shows it.
    """
    owner = await registry.find(slug)
    try:
        async with tenant_transaction(owner.id):
            await retry(owner, UUID(delivery))
            found = await shown_delivery(owner, UUID(delivery))
            await noted(owner.id, "deliveries.retry", found["id"])
    except (DeliveryNotFound, ValueError):
        raise DeliveryUnknown(slug, delivery) from None
    return Answer(found, [f"{delivery} is due."])


@click.command()
@of_tenant
@click.argument("id")
@click.option("--since", required=True, help="A time, as 2026-11-24T17:00:00Z.")
@click.option("--until", help="A time; unless given, now.")
@click.option("--events", type=Commas(), help="Which, as post.created,vote.created; unless given, all it asks for.")
@click.option("--only-failed", is_flag=True, help="Only events whose newest delivery has failed.")
@click.option("--rate", type=int, default=10, help="So many a second.", show_default=True)
@click.option("--dry-run", is_flag=True, help="Only count them.")
@on_the_database
async def replay(settings: Settings, slug: str, id: str, events: list[str] | None, **given: Any) -> Answer:
    """Send a webhook once more what happened in a range of time."""
    owner, new = await registry.find(slug), checked(NewReplay, events=events or [], **given)
    async with tenant_transaction(owner.id):
        found = await named(owner, id)
        counted = await Replay.count(found, new)
        made = counted if new.dry_run else (await Replay.start(found, new, by=SYSTEM)).shown()
        if not new.dry_run:
            await noted(owner.id, "replays.create", found.id, new)
    return Answer(made, [f"{counted['total']}{'' if counted['exact'] else ' or more'} events."])


async def named(owner: Tenant, id: str) -> Webhook:
    try:
        return await Webhook.of(owner, UUID(id))
    except (WebhookNotFound, ValueError):
        raise WebhookUnknown(owner.slug, id) from None


def line_of_delivery(one: DeliveryJson) -> str:
    last = one["last_attempt"]
    went = f"{last['outcome']} {last['status'] or ''}" if last else ""
    return f"{one['id']}  {one['state']:9}  {one['event'] or '-':20}  {one['attempts']}  {went}".rstrip()
