"""Retrying by hand: the same delivery, due again at once."""

from uuid import UUID

from loops.models.delivery_log import DeliveryNotFound
from loops.models.event_log import KEPT
from loops.models.webhook import Webhook
from loops_tenants.errors import Conflict
from loops_tenants.models import Tenant
from loops_tenants.scope import connection


class UnderWay(Conflict):
    message = "This delivery is under way: look again in a few seconds."


class EventGone(Conflict):
    message = f"Its event is older than {KEPT}, and is kept no more."


class WebhookGone(Conflict):
    message = "Its webhook has been deleted."


async def retry(tenant: Tenant, id: UUID) -> None:
    """Attempts go on being counted, so that one that had failed is tried once and then has failed again."""
    found = await connection().fetchrow(LOCK, tenant.id, id)
    if found is None:
        raise DeliveryNotFound
    if (webhook := await Webhook.filter(tenant_id=tenant.id, id=found["target_id"]).first()) is None:
        raise WebhookGone
    webhook.demand_service()
    if found["under_way"]:
        raise UnderWay
    if not await connection().fetchval(HAS_EVENT, tenant.id, found["event_id"]):
        raise EventGone
    await connection().execute(DUE_NOW, tenant.id, id)


# By the id alone (see delivery_log.py). A claim waits for this lock, or this for a claim.
LOCK = """
SELECT target_id, event_id, lease_token IS NOT NULL AS under_way FROM deliveries
WHERE id = $2 AND (tenant_id = $1) IS TRUE FOR NO KEY UPDATE"""
HAS_EVENT = f"""
SELECT EXISTS (SELECT FROM events
               WHERE id = $2 AND (tenant_id = $1) IS TRUE AND created_at > loops_now() - interval '{KEPT}')"""
DUE_NOW = """
UPDATE deliveries SET state = 'pending', next_attempt_at = loops_now() WHERE id = $2 AND (tenant_id = $1) IS TRUE"""
