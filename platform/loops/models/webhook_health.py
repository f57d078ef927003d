"""How a webhook is faring: whether anything goes out to it now, and figures of its last day."""

from datetime import datetime
from typing import Literal

import asyncpg
from typing_extensions import TypedDict

from loops.models.waiting import oldest_owed, owed
from loops.models.webhook import Webhook
from loops_tenants.scope import connection

State = Literal["healthy", "failing", "open", "paused", "disabled"]
LOOKED_AT = 1_000


class LastDay(TypedDict):
    """Attempts of the last 24 hours, the newest 1 000 at most. `success_rate` is 0 to 1; null where there were none."""

    attempts: int
    delivered: int
    failed: int
    success_rate: float | None
    p50_milliseconds: int | None
    p95_milliseconds: int | None


class HealthJson(TypedDict):
    """`open`: after failures in a row nothing is sent until `retry_at`. `pending` is 1 000 at most."""

    state: State
    failures: int
    failing_since: datetime | None
    retry_at: datetime | None
    slow: bool
    pending: int
    oldest_pending_at: datetime | None
    last_delivered_at: datetime | None
    last_day: LastDay


async def health_of(webhook: Webhook) -> HealthJson:
    trouble = await connection().fetchrow(TROUBLE, webhook.tenant_id, webhook.id)
    day = await connection().fetchrow(DAY, webhook.tenant_id, webhook.id)
    return {
        "state": state_of(webhook, trouble),
        "failures": trouble["failures"] if trouble else 0,
        "failing_since": trouble and trouble["failing_since"],
        "retry_at": trouble and trouble["retry_at"],
        "slow": bool(trouble and trouble["slow"]),
        "pending": await owed(webhook.id),
        "oldest_pending_at": await oldest_owed(webhook.id),
        "last_delivered_at": day["last_delivered_at"],
        "last_day": figures(day),
    }


def state_of(webhook: Webhook, trouble: asyncpg.Record | None) -> State:
    if webhook.disabled_at:
        return "disabled"
    if not webhook.active:
        return "paused"
    if trouble and trouble["retry_at"]:
        return "open"
    return "failing" if trouble and trouble["failures"] else "healthy"


def figures(day: asyncpg.Record) -> LastDay:
    attempts, delivered = day["attempts"], day["delivered"]
    return {
        "attempts": attempts,
        "delivered": delivered,
        "failed": attempts - delivered,
        "success_rate": round(delivered / attempts, 4) if attempts else None,
        "p50_milliseconds": day["p50"],
        "p95_milliseconds": day["p95"],
    }


TROUBLE = """
SELECT failures, failing_since, CASE WHEN retry_at > loops_now() THEN retry_at END AS retry_at, slow
FROM endpoint_health WHERE tenant_id = $1 AND target_id = $2"""
# Attempts have no index by endpoint, which each of them would pay for: they are found by its newest deliveries.
DAY = f"""
SELECT count(*) FILTER (WHERE today) AS attempts,
    count(*) FILTER (WHERE today AND outcome = 'delivered') AS delivered,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY milliseconds) FILTER (WHERE today) AS p50,
    percentile_disc(0.95) WITHIN GROUP (ORDER BY milliseconds) FILTER (WHERE today) AS p95,
    max(created_at) FILTER (WHERE outcome = 'delivered') AS last_delivered_at
FROM (
    SELECT a.outcome, a.milliseconds, a.created_at, a.created_at > loops_now() - interval '24 hours' AS today
    FROM (
        SELECT d.id, d.event_id FROM deliveries d WHERE d.tenant_id = $1 AND d.target_id = $2
        ORDER BY d.event_id DESC, d.replay DESC LIMIT {LOOKED_AT}
    ) AS d, LATERAL (
        SELECT a.* FROM attempts a WHERE a.tenant_id = $1 AND a.delivery_id = d.id ORDER BY a.number DESC LIMIT 20
    ) AS a
    LIMIT {LOOKED_AT}
) AS newest"""
