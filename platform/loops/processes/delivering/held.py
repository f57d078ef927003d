"""The claims that a worker holds, from claiming until they are settled."""

import asyncio
from collections.abc import Iterator, Sequence
from uuid import UUID

from loops.models.claim import PER_ENDPOINT, Claim


class Held:
    """`room` for so many."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._claims: dict[UUID, tuple[Claim, float]] = {}
        self._full: set[UUID] = set()
        self._was_short = False
        self._empty = asyncio.Event()
        self._empty.set()

    def room(self) -> int:
        return self._most - len(self._claims)

    def add(self, claims: Sequence[Claim], *, until: float) -> None:
        """`until`, on the loop's clock, they are ours."""
        self._was_short = len(claims) == self.room()
        self._full |= {claim.webhook_id for claim in claims if claim.place >= PER_ENDPOINT}
        self._claims |= {claim.id: (claim, until) for claim in claims}
        if self._claims:
            self._empty.clear()

    def release(self, id: UUID) -> bool:
        """Gives whether more may be due than could be claimed before: here, or at its endpoint."""
        claim, _ = self._claims.pop(id)
        if not self._claims:
            self._empty.set()
        more = self._was_short or claim.webhook_id in self._full
        self._full.discard(claim.webhook_id)
        return more

    def is_ours(self, id: UUID) -> bool:
        return asyncio.get_running_loop().time() < self._claims[id][1]

    def tokens(self) -> Iterator[tuple[UUID, UUID]]:
        return ((claim.id, claim.token) for claim, _ in self._claims.values())

    async def emptied(self, within: float | None = None) -> None:
        """Returns when there is none, or after so many seconds."""
        waiting = asyncio.ensure_future(self._empty.wait())
        await asyncio.wait({waiting}, timeout=within)
        waiting.cancel()
