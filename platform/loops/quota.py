"""How many calls somebody may make in a stretch of time, counted in this process and known to the others.

A sliding window over two counts: the calls of the window that runs, and those of the one before, weighed by how much
of it the last `seconds` still reach into. Not a token bucket or GCRA, whose state is a moment: here all that is kept
are sums, so processes add what each has counted to one number in Redis, in any order, and a sum that is lost or late
lets a few calls more through and never locks anybody out. Nor plain windows, which let twice the figure through
around their edges. The price: the calls of the window before are taken to be spread evenly over it.
"""

import math
from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

Who = tuple[UUID | str, ...]
Place = tuple[Who, int]  # whose count, and of which window: they are numbered from 1970 on, everywhere alike

ROOM = 10_000  # counts kept of one quota, the newest: some 4 MB, however many addresses an attacker has


class Taken(NamedTuple):
    """`left` calls of `quota` in the next `seconds`; where it was refused, it can be served after them."""

    quota: "Quota"
    served: bool
    left: int
    seconds: int


class Tally:
    """One's calls in one window: `told`, which the others know of, and `owed`, which they do not; and those `before`.

    `shared`: whether this process has asked what the others counted.
    """

    __slots__ = ("before", "owed", "shared", "told")

    def __init__(self, before: int) -> None:
        self.before = before
        self.told = 0
        self.owed = 0
        self.shared = False


class Quota:
    """`most` calls in `seconds`; 0 is any number. `clock` gives seconds since 1970."""

    def __init__(self, name: str, most: int, seconds: int, clock: Callable[[], float]) -> None:
        self.name = name
        self.most = most
        self.seconds = seconds
        self.policy = f'"{name}";q={most};w={seconds}'
        self.owing: dict[Place, Tally] = {}
        self._tallies: dict[Place, Tally] = {}
        self._clock = clock

    def take(self, who: Who) -> Taken:
        """Count one call, unless it is one too many: what is refused does not put off when the next is served."""
        window, passed = divmod(self._clock(), self.seconds)
        place = who, int(window)
        tally = self._tallies.get(place) or self._open(place)
        counted = tally.told + tally.owed
        left = self.most - counted - tally.before * (1 - passed / self.seconds)
        if left < 1:
            return Taken(self, False, 0, self._wait(tally.before, counted, passed))
        tally.owed += 1
        self.owing[place] = tally
        return Taken(self, True, int(left) - 1, math.ceil(self.seconds - passed))

    def _wait(self, before: int, counted: int, passed: float) -> int:
        """Whole seconds until one more call fits: as the window before is left behind, else this one in its turn."""
        if counted < self.most:
            return max(1, math.ceil(self._until(before, self.most - 1 - counted) - passed))
        return math.ceil(self._until(counted, self.most - 1) + self.seconds - passed)

    def _until(self, before: int, room: int) -> float:
        """How long after its end a window's calls weigh `room` at most."""
        return self.seconds * (1 - min(1, room / before))

    def _open(self, place: Place) -> Tally:
        who, window = place
        earlier = self._tallies.get((who, window - 1))
        if len(self._tallies) >= ROOM:
            self._drop(next(iter(self._tallies)))  # the one that was opened first
        self._tallies[place] = tally = Tally(earlier.told + earlier.owed if earlier else 0)
        return tally

    def tidy(self) -> None:
        """Forget the windows that weigh nothing any more."""
        oldest = int(self._clock() // self.seconds) - 1
        while self._tallies and (place := next(iter(self._tallies)))[1] < oldest:
            self._drop(place)

    def _drop(self, place: Place) -> None:
        del self._tallies[place]
        self.owing.pop(place, None)

    def __len__(self) -> int:
        return len(self._tallies)
