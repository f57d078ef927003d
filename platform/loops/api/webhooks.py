"""/webhooks: who is told of what happens on the board."""

from typing import Literal, cast
from uuid import UUID

from quart import Blueprint, current_app

from loops.api.contract import allow
from loops.models.pagination import Paged
from loops.models.webhook import Webhook
from loops.models.webhook_shapes import NewWebhook, NewWebhookJson, WebhookChange, WebhookJson, WebhookPage
from loops.outbound import Guard
from loops.safe import Safe
from loops_tenants.hosts import tenant

webhooks = Blueprint("webhooks", __name__)


@webhooks.get("/webhooks")
@allow("admin", permission="webhooks.manage")
async def list_webhooks(query: Paged) -> WebhookPage:
    """The board's webhooks, newest first."""
    return await Webhook.page(tenant(), query)


async def is_outside(body: NewWebhook) -> None:
    await guard().welcome(tenant().id, body.url)


async def stays_outside(body: WebhookChange) -> None:
    if "url" in body:
        await guard().welcome(tenant().id, body["url"])


@webhooks.post("/webhooks")
@allow("admin", permission="webhooks.manage", before=is_outside)
async def create_webhook(body: NewWebhook) -> tuple[NewWebhookJson, Literal[201]]:
    """A new webhook; its secret is shown here and never again."""
    return await Webhook.subscribe(tenant(), body, safe=safe()), 201


@webhooks.get("/webhooks/<uuid:id>")
@allow("admin", permission="webhooks.manage")
async def show_webhook(id: UUID) -> WebhookJson:
    """One webhook."""
    return (await Webhook.of(tenant(), id)).shown()


@webhooks.patch("/webhooks/<uuid:id>")
@allow("admin", permission="webhooks.manage", before=stays_outside)
async def change_webhook(id: UUID, body: WebhookChange) -> WebhookJson:
    """Set what is given; what is not stays. `active: false` pauses it: deliveries are made and wait."""
    webhook = await Webhook.locked(tenant(), id)
    await webhook.change(tenant(), body, safe=safe())
    return webhook.shown()


@webhooks.delete("/webhooks/<uuid:id>")
@allow("admin", permission="webhooks.manage")
async def delete_webhook(id: UUID) -> tuple[Literal[""], Literal[204]]:
    """Gone, with what was waiting for it."""
    await (await Webhook.of(tenant(), id)).delete()
    return "", 204


def guard() -> Guard:
    return cast(Guard, current_app.extensions["guard"])


def safe() -> Safe:
    return cast(Safe, current_app.extensions["safe"])
