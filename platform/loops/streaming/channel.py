"""A tenant's newest events, kept once for all who listen to it in this process."""

from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING

from loops.models.public_event import Told

if TYPE_CHECKING:
    from loops.streaming.listener import Listener

KEPT = 256  # events; who has fallen behind by more reads them from the database


class Channel:
    """All public events after `since` up to `position`, which is how far the log was read."""

    def __init__(self, position: int) -> None:
        self.since = self.position = position
        self.listeners: set[Listener] = set()
        self._recent: deque[tuple[int, bytes]] = deque()

    def take(self, events: Iterable[Told]) -> None:
        """What follows, in its order; who listens is woken."""
        before = self.position
        for position, text in events:
            if position > self.position:
                self.position = position
                if text:
                    self._keep(position, text)
        if self.position > before:
            for listener in [*self.listeners]:
                listener.hear()

    def heard_from(self, address: str) -> int:
        """How many listen there."""
        return sum(listener.address == address for listener in self.listeners)

    def after(self, position: int) -> list[tuple[int, bytes]] | None:
        """What was said after that, or None where that is no longer known here."""
        if position < self.since:
            return None
        found = []
        for event in reversed(self._recent):
            if event[0] <= position:
                break
            found.append(event)
        return found[::-1]

    def _keep(self, position: int, text: bytes) -> None:
        self._recent.append((position, text))
        if len(self._recent) > KEPT:
            self.since, _ = self._recent.popleft()
