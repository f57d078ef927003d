"""The short form: about a minute. `make chaos` is the long one."""

import dataclasses
import random

import pytest

from chaos import report
from chaos.checking import Found, faults
from chaos.record import Arrival
from chaos.run import carry_out


@pytest.mark.timeout(300)
def test_every_event_reaches_whom_it_is_owed_whatever_is_killed_in_between() -> None:
    found = carry_out(26, rate=6)
    print(*report.lines(found), sep="\n")
    assert faults(found) == []
    one = any_of(found)
    assert faults(without(found, one)) == [f"event {one.event} never reached {one.path}"]
    assert len(faults(with_one_more(found, one))) == 1


def any_of(found: Found) -> Arrival:
    return random.choice([one for one in found.arrivals if one.accepted and not one.path.startswith("/410")])


def without(found: Found, one: Arrival) -> Found:
    """Its duplicates too, which would stand for it."""
    rest = [other for other in found.arrivals if (other.event, other.path) != (one.event, one.path)]
    return found._replace(arrivals=rest)


def with_one_more(found: Found, one: Arrival) -> Found:
    rolled_back = dataclasses.replace(one, event="rolled back", delivery="another")
    return found._replace(arrivals=[*found.arrivals, rolled_back])
