"""Outcomes on their way into the database: while one lot is written the next one gathers."""

import asyncio
import logging
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from uuid import UUID

from loops.models.claim import Claim
from loops.models.outcome import Outcome, Settled, settle
from loops.processes.delivering.held import Held

log = logging.getLogger("loops.worker")

TENANTS_AT_ONCE = 3  # a connection each

Lots = dict[UUID, list[Settled]]


class Outcomes:
    """`bell` rings when there are some; `done` is told of each that is written, or is ours no more."""

    def __init__(self, held: Held, waits: Sequence[float], done: Callable[[UUID], None]) -> None:
        self.bell = asyncio.Event()
        self._held = held
        self._waits = waits
        self._done = done
        self._lots: Lots = defaultdict(list)

    def add(self, claim: Claim, outcome: Outcome) -> None:
        self._gather(claim.tenant_id, Settled(claim.id, claim.token, outcome))

    async def write(self) -> None:
        lots, self._lots = self._lots, defaultdict(list)
        turn = asyncio.Semaphore(TENANTS_AT_ONCE)
        await asyncio.gather(*[self._write_lot(turn, tenant_id, lot) for tenant_id, lot in lots.items()])

    async def _write_lot(self, turn: asyncio.Semaphore, tenant_id: UUID, lot: list[Settled]) -> None:
        async with turn:
            try:
                await settle(tenant_id, lot, self._waits)
            except Exception as error:
                log.warning("outcomes could not be written (%s: %s)", type(error).__name__, error)
                await asyncio.sleep(random.uniform(0.3, 0.6))
                return self._keep(tenant_id, lot)
        for one in lot:
            self._done(one.id)

    def _keep(self, tenant_id: UUID, lot: list[Settled]) -> None:
        """While they are ours; afterwards they count as lost."""
        for one in lot:
            self._gather(tenant_id, one) if self._held.is_ours(one.id) else self._done(one.id)

    def _gather(self, tenant_id: UUID, one: Settled) -> None:
        self._lots[tenant_id].append(one)
        self.bell.set()
