"""The claims that a worker holds, from claiming until they are settled, and what room they leave."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator
from uuid import UUID

from loops.models.claim import Claim, Holdings, Rooms


class Held:
    """Two pools of `hands` each, so that endpoints which let us wait keep nobody else waiting.

    In that of the slow is what goes to endpoints which were slow or failing before, and what turns out to take long.
    """

    def __init__(self, hands: int) -> None:
        self._hands = hands
        self._claims: dict[UUID, tuple[Claim, float]] = {}
        self._slow: set[UUID] = set()
        self._of_tenant = Counter[tuple[UUID, bool]]()
        self._empty = asyncio.Event()
        self._empty.set()

    def __len__(self) -> int:
        return len(self._claims)

    def rooms(self) -> Rooms:
        slow = len(self._slow)
        left = 2 * self._hands - len(self)
        return Rooms(max(0, min(left, self._hands - (len(self) - slow))), max(0, min(left, self._hands - slow)))

    @property
    def of_tenants(self) -> Holdings:
        return self._of_tenant

    @property
    def share(self) -> int:
        """Of a pool, for one tenant, while another waits."""
        return max(1, self._hands // 4)

    def add(self, claims: Iterable[Claim], *, until: float) -> None:
        """`until`, on the loop's clock, they are ours."""
        for claim in claims:
            self._claims[claim.id] = claim, until
            self._of_tenant[claim.tenant_id, claim.slow] += 1
            if claim.slow:
                self._slow.add(claim.id)
            self._empty.clear()

    def takes_long(self, id: UUID) -> bool:
        """Whether that is news."""
        if id in self._slow or id not in self._claims:
            return False
        tenant_id = self._claims[id][0].tenant_id
        self._slow.add(id)
        self._count(tenant_id, False, -1)
        self._count(tenant_id, True, 1)
        return True

    def release(self, id: UUID) -> None:
        claim, _ = self._claims.pop(id)
        self._count(claim.tenant_id, id in self._slow, -1)
        self._slow.discard(id)
        if not self._claims:
            self._empty.set()

    def _count(self, tenant_id: UUID, slow: bool, change: int) -> None:
        self._of_tenant[tenant_id, slow] += change
        if not self._of_tenant[tenant_id, slow]:
            del self._of_tenant[tenant_id, slow]

    def is_ours(self, id: UUID) -> bool:
        return asyncio.get_running_loop().time() < self._claims[id][1]

    def tokens(self) -> Iterator[tuple[UUID, UUID]]:
        return ((claim.id, claim.token) for claim, _ in self._claims.values())

    async def emptied(self, within: float | None = None) -> None:
        """Returns when there is none, or after so many seconds."""
        waiting = asyncio.ensure_future(self._empty.wait())
        await asyncio.wait({waiting}, timeout=within)
        waiting.cancel()
