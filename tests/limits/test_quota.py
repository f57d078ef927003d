"""Pure, but for nothing: a clock that is moved by hand."""

import pytest

from limits.clock import BOB, Clock
from loops.quota import ROOM, Quota


@pytest.fixture
def quota(clock: Clock) -> Quota:
    return Quota("writes", 60, 60, clock)


def served(quota: Quota, calls: int) -> int:
    return sum(quota.take(BOB).served for _ in range(calls))


def test_so_many_calls_and_not_one_more(quota: Quota) -> None:
    assert quota.take(BOB)[1:] == (True, 59, 60)
    assert served(quota, 100) == 59


def test_everybody_has_a_quota_of_their_own(quota: Quota) -> None:
    served(quota, 60)
    assert quota.take(("acme", "eve")).served
    assert quota.take(("globex", "bob")).served


def test_a_full_window_weighs_on_the_next_as_far_as_the_last_minute_reaches_into_it(quota: Quota, clock: Clock) -> None:
    clock.now += 59
    served(quota, 60)
    for later, more in ((2, 1), (29, 29), (30, 30), (60, 30)):
        clock.now += later
        assert served(quota, 60) == more


def test_after_two_windows_nothing_weighs_any_more(quota: Quota, clock: Clock) -> None:
    served(quota, 60)
    clock.now += 120
    assert served(quota, 100) == 60


@pytest.mark.parametrize("since", [0.0, 1.0, 29.5, 59.999])
@pytest.mark.parametrize("before", [0, 7, 60])
def test_what_is_refused_is_served_after_the_seconds_it_was_told(
    quota: Quota, clock: Clock, since: float, before: int
) -> None:
    served(quota, before)
    clock.now += 60 + since
    served(quota, 100)
    refused = quota.take(BOB)
    assert not refused.served
    clock.now += refused.seconds - 1.001
    early = quota.take(BOB).served
    clock.now += 1.001
    assert (early, quota.take(BOB).served) == (False, True)


def test_refused_calls_are_not_counted(quota: Quota, clock: Clock) -> None:
    served(quota, 1_000)
    clock.now += 90
    assert served(quota, 100) == 30


def test_memory_is_bounded_however_many_come(quota: Quota, clock: Clock) -> None:
    for n in range(ROOM + 5_000):
        quota.take((f"2001:db8:{n >> 16:x}:{n & 0xFFFF:x}::/64",))
    assert (len(quota), len(quota.owing)) == (ROOM, ROOM)
    clock.now += 120
    quota.tidy()
    assert (len(quota), len(quota.owing)) == (0, 0)


def test_a_window_that_still_weighs_is_kept(quota: Quota, clock: Clock) -> None:
    served(quota, 60)
    clock.now += 60
    quota.tidy()
    assert served(quota, 1) == 0


def test_a_clock_that_is_set_back_breaks_nothing(quota: Quota, clock: Clock) -> None:
    served(quota, 60)
    clock.now -= 3_600
    assert served(quota, 100) == 60
