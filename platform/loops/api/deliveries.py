"""/deliveries: what was sent to a webhook, how it went, and once more."""

from typing import Literal
from uuid import UUID

from quart import Blueprint

from loops.api.contract import allow
from loops.models.delivery_log import (
    DeliveryPage,
    ListDeliveries,
    page_of_deliveries,
    shown_delivery,
    whole_delivery,
)
from loops.models.delivery_shown import DeliveryJson, WholeDelivery
from loops.models.ping import ping
from loops.models.retry import retry
from loops.models.webhook import Webhook
from loops.models.webhook_health import HealthJson, health_of
from loops_tenants.access import actor
from loops_tenants.hosts import tenant

deliveries = Blueprint("deliveries", __name__)


@deliveries.get("/webhooks/<uuid:id>/deliveries")
@allow("admin", permission="webhooks.manage")
async def list_deliveries(id: UUID, query: ListDeliveries) -> DeliveryPage:
    """A webhook's deliveries of the last 30 days, newest event first, by `state` and `event`.

    A filtered page may be short, or empty, while `next_cursor` goes on: each call looks at 1 000 deliveries at most.
    """
    return await page_of_deliveries(tenant(), await Webhook.of(tenant(), id), query)


@deliveries.get("/deliveries/<uuid:id>")
@allow("admin", permission="webhooks.manage")
async def show_delivery(id: UUID) -> WholeDelivery:
    """One delivery, with what is sent and each attempt at it: request and answer."""
    return await whole_delivery(tenant(), id)


@deliveries.post("/deliveries/<uuid:id>/retry")
@allow("admin", permission="webhooks.manage")
async def retry_delivery(id: UUID) -> tuple[DeliveryJson, Literal[202]]:
    """Due again at once, whatever became of it. 409 while it is under way, or its webhook paused or disabled."""
    await retry(tenant(), id)
    return await shown_delivery(tenant(), id), 202


@deliveries.post("/webhooks/<uuid:id>/ping")
@allow("admin", permission="webhooks.manage")
async def ping_webhook(id: UUID) -> tuple[DeliveryJson, Literal[202]]:
    """Send it a `ping`, whatever it asks for. 409 while it is paused or disabled."""
    made = await ping(tenant(), await Webhook.of(tenant(), id), by=actor())
    return await shown_delivery(tenant(), made), 202


@deliveries.get("/webhooks/<uuid:id>/health")
@allow("admin", permission="webhooks.manage")
async def show_health(id: UUID) -> HealthJson:
    """How it is faring: whether anything goes out to it now, what waits, and figures of its last day."""
    return await health_of(await Webhook.of(tenant(), id))
