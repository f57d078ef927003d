"""The console: what was sent to a webhook, and how each attempt at it went."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Literal
from uuid import UUID

import asyncpg
from typing_extensions import TypedDict

from loops.models.cursor import BadCursor
from loops.models.delivery import Attempt
from loops.models.delivery_shown import DeliveryJson, WholeDelivery, attempted, described
from loops.models.event import EventName
from loops.models.pagination import Limit
from loops.models.query import Query
from loops.models.waiting import MOST, each, owed
from loops.models.webhook import Webhook
from loops_tenants.errors import NotFound
from loops_tenants.models import Tenant
from loops_tenants.scope import connection

State = Literal["pending", "delivered", "failed"]
SHOWN = 100  # attempts of one delivery: there are more only where somebody retries by hand all day


class ListDeliveries(Query):
    limit: Limit = 50
    cursor: str | None = None
    state: State | None = None
    event: EventName | None = None


class DeliveryPage(TypedDict):
    deliveries: list[DeliveryJson]
    next_cursor: str | None


class DeliveryNotFound(NotFound):
    """Another tenant's, too."""


async def page_of_deliveries(tenant: Tenant, webhook: Webhook, query: ListDeliveries) -> DeliveryPage:
    """Newest event first. With a filter MOST are looked at, and the page may be short: `next_cursor` goes on."""
    of = tenant.id, webhook.id, *read(query.cursor)
    window = await window_of(webhook, query.state)
    found = await connection().fetch(PAGE.format(window=window, more=query.limit + 1), *of, query.state, query.event)
    shown = found[: query.limit]
    last = shown[-1] if len(found) > len(shown) else None
    if last is None and (query.state or query.event):
        last = await connection().fetchrow(END.format(window=window), *of)
    return {"deliveries": [described(row) for row in shown], "next_cursor": last and written(last)}


async def shown_delivery(tenant: Tenant, id: UUID) -> DeliveryJson:
    return described(await row_of(tenant, id))


async def whole_delivery(tenant: Tenant, id: UUID) -> WholeDelivery:
    row = await row_of(tenant, id)
    newest = await Attempt.filter(tenant_id=tenant.id, delivery_id=id).order_by("-number").limit(SHOWN)
    return {**described(row), "body": row["body"], "log": [attempted(one) for one in reversed(newest)]}


async def row_of(tenant: Tenant, id: UUID) -> asyncpg.Record:
    if (row := await connection().fetchrow(ONE, tenant.id, id)) is None:
        raise DeliveryNotFound
    return row


async def window_of(webhook: Webhook, state: State | None) -> str:
    """What a page is looked for in: rows of which the filters may still drop some."""
    if state == "failed":
        return FAILED
    return FEW if state == "pending" and await owed(webhook.id) < MOST else NEWEST


def read(cursor: str | None) -> Sequence[object]:
    """The event and the replay of the last row that was seen."""
    if not cursor:
        return UUID(int=2**128 - 1), 2**31 - 1
    try:
        raw = urlsafe_b64decode(f"{cursor}==")
        return UUID(bytes=raw[:16]), int.from_bytes(raw[16:20], signed=True)
    except ValueError:
        raise BadCursor from None


def written(last: asyncpg.Record) -> str:
    raw: bytes = last["event_id"].bytes + last["replay"].to_bytes(4)
    return urlsafe_b64encode(raw).decode().rstrip("=")


OF_IT = "d.tenant_id = $1 AND d.target_id = $2 AND (d.event_id, d.replay) < ($3::uuid, $4::int)"
NEWEST_FIRST = "ORDER BY d.event_id DESC, d.replay DESC"
NEWEST = f"SELECT d.* FROM deliveries d WHERE {OF_IT} {NEWEST_FIRST} LIMIT {MOST}"
# The sum keeps it from going through all of them by the index of the other order.
FAILED = f"""SELECT d.* FROM deliveries d WHERE {OF_IT} AND d.state = 'failed'
    ORDER BY d.event_id DESC, d.replay + 0 DESC LIMIT {MOST}"""
FEW = f"SELECT d.* FROM ({each('d.*', of='$2')}) AS d WHERE {OF_IT} {NEWEST_FIRST}"

COLUMNS = """
    d.id, d.target_id AS webhook_id, d.event_id, d.state, d.attempts, d.replay, d.next_attempt_at, d.created_at,
    last.number, last.outcome, last.status, last.error, last.milliseconds, last.created_at AS tried_at"""
# By its id, and not by an index headed by the tenant: of a new one statistics know nothing, and that looks as good.
ITS_EVENT = "e.id = d.event_id AND (e.tenant_id = d.tenant_id) IS TRUE"
EVENT = f"SELECT e.name FROM events e WHERE {ITS_EVENT}"
LAST = """LEFT JOIN LATERAL (
    SELECT a.* FROM attempts a WHERE a.tenant_id = d.tenant_id AND a.delivery_id = d.id ORDER BY a.number DESC LIMIT 1
) AS last ON true"""
# The limits are in the text: a plan that does not know them may read all.
PAGE = f"""
SELECT {COLUMNS}, d.event
FROM (
    SELECT d.* FROM (SELECT d.*, ({EVENT}) AS event FROM ({{window}}) AS d) AS d
    WHERE ($5::text IS NULL OR d.state = $5) AND ($6::text IS NULL OR d.event = $6) {NEWEST_FIRST} LIMIT {{more}}
) AS d {LAST} {NEWEST_FIRST}"""
END = f"SELECT d.event_id, d.replay FROM ({{window}}) AS d {NEWEST_FIRST} OFFSET {MOST - 1} LIMIT 1"
ONE = f"""
SELECT {COLUMNS}, e.name AS event, e.body
FROM deliveries d
LEFT JOIN LATERAL (
    SELECT e.* FROM events e WHERE {ITS_EVENT} LIMIT 1
) AS e ON true {LAST}
WHERE d.id = $2 AND (d.tenant_id = $1) IS TRUE"""
