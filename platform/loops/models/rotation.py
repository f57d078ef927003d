"""Rotation: a webhook gets a new secret, and while its receiver learns it the older ones still hold."""

from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, Field

from loops.models import secret
from loops.models.older_secrets import OlderSecret
from loops.models.webhook import Webhook, owner
from loops.safe import Safe


class Rotation(BaseModel):
    """`overlap_days`: how long the secret that is replaced still holds. 0 ends it at once, and all before it."""

    overlap_days: Annotated[float, Field(ge=0, le=7)] = 1

    async def of(self, webhook: Webhook, *, safe: Safe) -> str:
        """The new secret, which from now on signs beside those that hold."""
        text = secret.mint()
        kept = webhook.replaced().and_now(webhook.secret, overlap=timedelta(days=self.overlap_days))
        webhook.secret = safe.lock(text, *owner(webhook.tenant_id, webhook.id))
        await keep(webhook, kept)
        return text


async def switch(webhook: Webhook) -> None:
    """From now on X-Loop-Signature is keyed with the newest secret; the older ones hold as long as they did."""
    await keep(webhook, webhook.replaced().switched())


async def keep(webhook: Webhook, older: list[OlderSecret]) -> None:
    webhook.older_secrets = [one.model_dump(mode="json") for one in older]
    await webhook.save(update_fields=["secret", "older_secrets"])
