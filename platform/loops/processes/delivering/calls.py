"""The calls that are under way, the oldest first: what takes long is set apart, what takes too long is ended."""

import asyncio
from uuid import UUID

LONG = 1.0  # seconds
LOOK_EVERY = 0.05


class Calls:
    """One clock for all of them: a timer for each costs a tenth of a short call. `deadline` in seconds."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self._under_way: dict[UUID, tuple[asyncio.Task[None], float]] = {}

    def begin(self, id: UUID, task: asyncio.Task[None]) -> None:
        self._under_way[id] = task, asyncio.get_running_loop().time()

    def end(self, id: UUID) -> None:
        self._under_way.pop(id, None)

    def tasks(self) -> set[asyncio.Task[None]]:
        return {task for task, _ in self._under_way.values()}

    def long(self) -> list[UUID]:
        """Those that take long; of these the ones that are past their deadline are cancelled."""
        now, found = asyncio.get_running_loop().time(), []
        for id, (task, began) in self._under_way.items():
            if now - began < min(LONG, self.deadline):
                break
            found.append(id)
            if now - began >= self.deadline:
                task.cancel()
        return found
