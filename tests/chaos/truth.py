"""What is true afterwards: the events that were committed, and what the database knows of each lease and attempt."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from chaos.installation import Installation


class Event(NamedTuple):
    """`at`: when it was recorded, a moment before its commit."""

    id: str
    tenant: str
    name: str
    body: str
    at: float


class Delivery(NamedTuple):
    id: str
    event: str
    endpoint: str
    state: str


class Attempt(NamedTuple):
    """`milliseconds` is none where its worker was lost; `at`: when it was written down, after its end."""

    delivery: str
    number: int
    outcome: str
    milliseconds: int | None
    at: float


class Lease(NamedTuple):
    """`how` it ended: settled, handed back or lost. `instead_of`: the token of a live one that it took the place of."""

    delivery: str
    taken: float
    until: float
    instead_of: str | None
    released: float | None
    how: str | None

    def lives_at(self, at: float) -> bool:
        return self.taken <= at < min(self.until, self.released or self.until)


class Truth(NamedTuple):
    events: list[Event]
    deliveries: list[Delivery]
    attempts: list[Attempt]
    leases: list[Lease]


def read(home: Installation) -> Truth:
    return Truth(
        [Event(*row) for row in home.query(EVENTS)],
        [Delivery(*row) for row in home.query(DELIVERIES)],
        [Attempt(*row) for row in home.query(ATTEMPTS)],
        [Lease(*row) for row in home.query(LEASES)],
    )


EVENTS = """
SELECT e.id::text, t.slug, e.name, e.body, extract(epoch FROM e.created_at)::float8
FROM events e JOIN tenants t ON t.id = e.tenant_id"""
DELIVERIES = "SELECT id::text, event_id::text, target_id::text, state FROM deliveries"
ATTEMPTS = """
SELECT delivery_id::text, number, outcome, milliseconds, extract(epoch FROM created_at)::float8
FROM attempts ORDER BY delivery_id, number"""
LEASES = """
SELECT delivery_id::text, extract(epoch FROM taken)::float8, extract(epoch FROM until)::float8, instead_of::text,
    extract(epoch FROM released)::float8, how
FROM chaos_leases ORDER BY delivery_id, taken"""
PENDING = """
SELECT count(*) FROM deliveries d JOIN webhooks w ON w.id = d.target_id
WHERE d.state = 'pending' AND w.disabled_at IS NULL"""

MARKS: dict[str, Callable[[Any], str]] = {
    "post.created": lambda body: str(body["post"]["title"]),
    "post.updated": lambda body: str(body["changes"]["title"]["to"]),
    "post.status_changed": lambda body: str(body["post"]["id"]),
    "vote.created": lambda body: str(body["vote"]["external_user_id"]),
}


def mark_of(event: Event) -> tuple[str, str, str]:
    """By which the write is known that it is of: board, event, and the write's mark."""
    mark = MARKS.get(event.name, lambda body: "")
    return event.tenant, event.name, mark(json.loads(event.body))
