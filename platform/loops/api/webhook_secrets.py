"""/webhooks/:id/secret: a new one, while those before it still hold."""

from typing import Literal
from uuid import UUID

from quart import Blueprint

from loops.api.contract import allow
from loops.api.webhooks import safe
from loops.models.rotation import Rotation, switch
from loops.models.webhook import Webhook
from loops.models.webhook_shapes import RotatedJson, WebhookJson
from loops_tenants.hosts import tenant

webhook_secrets = Blueprint("webhook_secrets", __name__)


@webhook_secrets.post("/webhooks/<uuid:id>/secret")
@allow("admin", permission="webhooks.manage")
async def rotate_secret(id: UUID, body: Rotation) -> tuple[RotatedJson, Literal[201]]:
    """A new secret, shown here and never again. The one before holds for `overlap_days` more, 0-7."""
    webhook = await Webhook.locked(tenant(), id)
    text = await body.of(webhook, safe=safe())
    return {**webhook.shown(), "secret": text}, 201


@webhook_secrets.post("/webhooks/<uuid:id>/secret/switch")
@allow("admin", permission="webhooks.manage")
async def switch_secret(id: UUID) -> WebhookJson:
    """Key X-Loop-Signature with the newest secret now, without waiting until those before it end."""
    webhook = await Webhook.locked(tenant(), id)
    await switch(webhook)
    return webhook.shown()
