"""The checker goes red: for one delivery less, for one more, and for whatever else was promised."""

import dataclasses
import json
from typing import Any

import pytest

from chaos.blows import Blow
from chaos.checking import Found, faults
from chaos.endpoints import Endpoint
from chaos.record import Arrival
from chaos.truth import Attempt, Delivery, Event, Lease, Truth
from chaos.writing import Write

BODY = json.dumps({"post": {"title": "post 1", "status": "open"}})
EVENT = Event("e1", "acme", "post.created", BODY, 100.0)
ENDPOINTS = [
    Endpoint("w1", "acme", "/ok/0", {}, ""),
    Endpoint("w2", "acme", "/410/1", {}, ""),
    Endpoint("w3", "acme", "/ok/2", {"events": ["vote.created"]}, ""),
    Endpoint("w4", "globex", "/ok/3", {}, ""),
    Endpoint("w5", "acme", "/ok/4", {"statuses": ["planned"]}, ""),
]
ARRIVAL = Arrival(100.1, "/ok/0", "e1", "d1", BODY, True, 100.2, "204")
WRITE = Write("acme", "post.created", "post 1", 8000, at=99.9, status=201)
LEASE = Lease("d1", 100.0, 130.0, None, 100.2, "settled")
ATTEMPT = Attempt("d1", 1, "delivered", 90, 100.2)
TRUTH = Truth([EVENT], [Delivery("d1", "e1", "w1", "delivered")], [ATTEMPT], [LEASE])
RUN = Found(ENDPOINTS, [WRITE], [Blow("a kill", True, 100.1, 101.0)], [ARRIVAL], TRUTH, [])


def arrived(**other: Any) -> Arrival:
    return dataclasses.replace(ARRIVAL, **other)


def with_truth(**other: Any) -> Found:
    return RUN._replace(truth=TRUTH._replace(**other))


def test_a_run_in_which_all_was_kept_has_no_fault() -> None:
    assert faults(RUN) == []


def test_one_delivery_less_is_a_fault() -> None:
    assert faults(RUN._replace(arrivals=[])) == ["event e1 never reached /ok/0"]
    assert faults(RUN._replace(arrivals=[arrived(went="gone")])) == ["event e1 never reached /ok/0"]


@pytest.mark.parametrize(
    "more",
    [
        {"event": "e2", "delivery": "d2"},  # rolled back
        {"path": "/ok/2", "delivery": "d2"},  # did not ask for it
        {"path": "/ok/4", "delivery": "d2"},  # nor did this
        {"path": "/ok/3", "delivery": "d2"},  # another board's
        {"path": "/stray/0", "delivery": "d2"},  # where a redirect led
    ],
)
def test_one_delivery_more_is_a_fault(more: dict[str, str]) -> None:
    found = faults(RUN._replace(arrivals=[ARRIVAL, arrived(**more)]))
    assert found == [
        f"{more.get('path', '/ok/0')} was sent {more.get('event', 'e1')}, which is no committed event of its own"
    ]


def test_what_is_sent_again_is_a_fault_beyond_four_for_each_blow() -> None:
    again = [arrived(at=100.0 + nth, ended=100.5 + nth) for nth in range(1, 6)]
    assert faults(RUN._replace(arrivals=[ARRIVAL, *again[:4]])) == []
    assert faults(RUN._replace(arrivals=[ARRIVAL, *again])) == ["/ok/0 accepted 5 duplicates, more than 4"]


def test_another_body_or_a_wrong_signature_is_a_fault() -> None:
    assert faults(RUN._replace(arrivals=[arrived(body="{}")])) == ["/ok/0 was sent another body than that of e1"]
    assert faults(RUN._replace(arrivals=[arrived(genuine=False)])) == ["a signature at /ok/0 is wrong"]


@pytest.mark.parametrize(
    ("write", "events", "said"),
    [
        (WRITE, [], "post.created 'post 1' was answered 201, and has 0 events"),
        (dataclasses.replace(WRITE, status=400), [EVENT], "post.created 'post 1' was answered 400, and has 1 events"),
        (
            dataclasses.replace(WRITE, status=500, doomed=True),
            [EVENT],
            "post.created 'post 1' was answered 500, and has 1 events",
        ),
        (dataclasses.replace(WRITE, status=500), [], "post.created 'post 1' was answered 500"),
    ],
)
def test_a_write_that_was_told_something_else_is_a_fault(write: Write, events: list[Event], said: str) -> None:
    assert said in faults(with_truth(events=events)._replace(writes=[write]))


def test_a_write_without_an_answer_may_be_either() -> None:
    unanswered = [dataclasses.replace(WRITE, status=0)]
    assert faults(RUN._replace(writes=unanswered)) == []
    assert faults(with_truth(events=[])._replace(writes=unanswered, arrivals=[])) == []


def test_a_delivery_that_waits_or_failed_is_a_fault_where_its_endpoint_lives() -> None:
    for endpoint, said in (("w1", ["the delivery d1 to /ok/0 is pending"]), ("w2", [])):
        assert faults(with_truth(deliveries=[Delivery("d1", "e1", endpoint, "pending")])) == said


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (LEASE._replace(taken=100.1, released=100.3), "delivery d1 had two leases at once"),
        (LEASE._replace(taken=101.0, instead_of="t1"), "delivery d1 was claimed while t1 held it"),
        (LEASE._replace(taken=101.0, released=110.0, how="lost"), "a lease on d1 was given up before its time"),
    ],
)
def test_two_leases_at_once_are_a_fault(second: Lease, said: str) -> None:
    assert faults(with_truth(leases=[LEASE, second])) == [said]


def test_two_attempts_at_once_are_a_fault() -> None:
    second = Attempt("d1", 2, "delivered", 500, 100.6)
    assert faults(with_truth(attempts=[ATTEMPT, second])) == ["attempts 1 and 2 at d1 overlap"]
    calls = [ARRIVAL, arrived(at=100.15, ended=100.3, went="gone")]
    assert faults(RUN._replace(arrivals=calls)) == ["/ok/0 was called twice at once for d1"]


def test_a_blow_that_found_nothing_under_way_is_a_fault() -> None:
    late = [Blow("a kill", True, 200.0, 201.0)]
    assert faults(RUN._replace(blows=late)) == ["a kill found nothing under way"]
    left = [*RUN.blows, Blow("another", True, 120.0, 121.0)]
    of_the_dead = LEASE._replace(delivery="d0", released=130.0, how="lost")
    assert faults(with_truth(leases=[of_the_dead, LEASE])._replace(blows=left)) == ["another found nothing under way"]


def test_a_complaint_of_a_process_is_a_fault() -> None:
    assert faults(RUN._replace(complaints=["a process ended by itself"])) == ["a process ended by itself"]
