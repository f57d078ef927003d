"""Whether the promise was kept: what was written down is held against what is true. Each fault is a line."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from chaos.blows import Blow
from chaos.endpoints import Endpoint
from chaos.record import Arrival
from chaos.truth import Event, Lease, Truth, mark_of
from chaos.writing import Write

PER_ENDPOINT = 4  # under way at once, and so what one blow may have to be sent again
ROUNDING = 0.01  # seconds: milliseconds are cut off, a clock is set


class Found(NamedTuple):
    """All that a run left behind. `complaints`: of the processes."""

    endpoints: list[Endpoint]
    writes: list[Write]
    blows: list[Blow]
    arrivals: list[Arrival]
    truth: Truth
    complaints: list[str]

    def owed(self) -> set[tuple[str, str]]:
        """Event and endpoint: each committed event, to each that asks for it."""
        return {(event.id, one.path) for event in self.truth.events for one in self.endpoints if is_owed(event, one)}

    def losing(self) -> int:
        return sum(blow.loses for blow in self.blows)


def is_owed(event: Event, to: Endpoint) -> bool:
    """What an endpoint asks for has to hold; events that are about no post pass `statuses`."""
    if event.tenant != to.tenant or event.name not in to.asked.get("events", [event.name]):
        return False
    post = json.loads(event.body)["post"] if "statuses" in to.asked else None
    return post is None or post["status"] in to.asked["statuses"]


def faults(found: Found) -> list[str]:
    return [
        *lost(found),
        *strangers(found),
        *forged(found),
        *sent_too_often(found),
        *wrong_writes(found),
        *wrong_deliveries(found),
        *wrong_leases(found),
        *at_once(found),
        *without_claims(found),
        *found.complaints,
    ]


def lost(found: Found) -> Iterator[str]:
    gone = {one.path for one in found.endpoints if one.is_gone}
    accepted = {(one.event, one.path) for one in found.arrivals if one.accepted}
    for event, path in sorted(found.owed() - accepted):
        if path not in gone:
            yield f"event {event} never reached {path}"


def strangers(found: Found) -> Iterator[str]:
    """Of what was never committed, or not for them, or not as it was written."""
    owed, bodies = found.owed(), {event.id: event.body for event in found.truth.events}
    for one in found.arrivals:
        if (one.event, one.path) not in owed:
            yield f"{one.path} was sent {one.event}, which is no committed event of its own"
        elif one.body != bodies[one.event]:
            yield f"{one.path} was sent another body than that of {one.event}"


def forged(found: Found) -> Iterator[str]:
    yield from (f"a signature at {one.path} is wrong" for one in found.arrivals if not one.genuine)


def sent_too_often(found: Found) -> Iterator[str]:
    most = PER_ENDPOINT * found.losing()
    for path, again in duplicates(found.arrivals).items():
        if again > most:
            yield f"{path} accepted {again} duplicates, more than {most}"


def duplicates(arrivals: Sequence[Arrival]) -> Counter[str]:
    """By endpoint: what it accepted, and had accepted before."""
    again = Counter[str]()
    for (_, path), n in Counter((one.event, one.path) for one in arrivals if one.accepted).items():
        again[path] += n - 1
    return again


def wrong_writes(found: Found) -> Iterator[str]:
    """Accepted: one event; refused or rolled back: none; unanswered: one or none."""
    events = Counter(map(mark_of, found.truth.events))
    for write in found.writes:
        n = events[write.tenant, write.event, write.mark]
        if n > 1 or (write.accepted and n == 0) or (write.refused and n):
            yield f"{write.event} {write.mark!r} was answered {write.status}, and has {n} events"
        if write.status == 500 and not write.doomed:
            yield f"{write.event} {write.mark!r} was answered 500"


def wrong_deliveries(found: Found) -> Iterator[str]:
    gone = {one.id for one in found.endpoints if one.is_gone}
    paths = {one.id: one.path for one in found.endpoints}
    for one in found.truth.deliveries:
        if one.state != "delivered" and one.endpoint not in gone:
            yield f"the delivery {one.id} to {paths[one.endpoint]} is {one.state}"


def wrong_leases(found: Found) -> Iterator[str]:
    """One after the other on each delivery, and nobody's is taken before its time is over."""
    for lease in found.truth.leases:
        if lease.instead_of:
            yield f"delivery {lease.delivery} was claimed while {lease.instead_of} held it"
        if lease.how == "lost" and lease.released and lease.released < lease.until:
            yield f"a lease on {lease.delivery} was given up before its time"
    for one, later in pairwise(found.truth.leases):
        if one.delivery == later.delivery and (one.released is None or later.taken < one.released):
            yield f"delivery {one.delivery} had two leases at once"


def at_once(found: Found) -> Iterator[str]:
    """No delivery is tried twice at the same time: as the attempts tell it, and as its endpoint saw it."""
    for earlier, later in pairwise(found.truth.attempts):
        began = later.at - (later.milliseconds or 0) / 1000
        if earlier.delivery == later.delivery and began < earlier.at - ROUNDING:
            yield f"attempts {earlier.number} and {later.number} at {later.delivery} overlap"
    calls = defaultdict[str, list[Arrival]](list)
    for one in found.arrivals:
        calls[one.delivery].append(one)
    for those in calls.values():
        for call, after in pairwise(sorted(those, key=lambda one: one.at)):
            if call.ended is None or after.at < call.ended:
                yield f"{call.path} was called twice at once for {call.delivery}"


def without_claims(found: Found) -> Iterator[str]:
    yield from (f"{blow.what} found nothing under way" for blow in found.blows if not live_at(found, blow))


def live_at(found: Found, blow: Blow) -> list[Lease]:
    """Claims in the hands of who lived until then. What a blow before may have left to nobody does not count."""
    left = max((other.at for other in found.blows if other.loses and other.at < blow.at), default=0.0)
    return [
        lease
        for lease in found.truth.leases
        if lease.lives_at(blow.at) and not (lease.how == "lost" and lease.taken <= left)
    ]
