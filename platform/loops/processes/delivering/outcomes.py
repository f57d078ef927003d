"""Outcomes on their way into the database: while one lot is written the next one gathers."""

import asyncio
import logging
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from uuid import UUID

import asyncpg

from loops.models.claim import Claim
from loops.models.outcome import Outcome, Settled, settle
from loops.processes.delivering.held import Held

log = logging.getLogger("loops.worker")

MANY = 64
MOMENT = 0.01  # seconds


class Outcomes:
    """`bell` rings when there are some; `done` is told of each that is written, or is ours no more.

    `waits` and `breaker`: see models.outcome.settle.
    """

    def __init__(
        self, held: Held, waits: Sequence[float], breaker: Sequence[float], done: Callable[[UUID], None]
    ) -> None:
        self.bell, self._half = asyncio.Event(), asyncio.Event()
        self._held = held
        self._waits = waits
        self._breaker = breaker
        self._done = done
        self._lot: list[Settled] = []

    def add(self, claim: Claim, outcome: Outcome) -> None:
        self._lot.append(Settled(claim, outcome))
        self.bell.set()
        if self._is_half():
            self._half.set()

    async def write(self) -> None:
        await self._gathered()
        lot, self._lot = self._lot, []
        if lot:
            await self._write(lot)

    async def _gathered(self) -> None:
        """While many are under way, half of them, or what has come in a moment: to write few costs as much as many."""
        self._half.clear()
        if len(self._held) >= MANY and not self._is_half():
            with suppress(TimeoutError):
                async with asyncio.timeout(MOMENT):
                    await self._half.wait()

    def _is_half(self) -> bool:
        return 2 * len(self._lot) >= len(self._held)

    async def _write(self, lot: list[Settled]) -> None:
        try:
            await settle(lot, self._waits, self._breaker)
        except asyncpg.DataError as error:
            await self._write_apart(lot, error)
        except Exception as error:
            log.warning("outcomes could not be written (%s: %s)", type(error).__name__, error)
            await asyncio.sleep(random.uniform(0.3, 0.6))
            self._keep(lot)
        else:
            for claim, _ in lot:
                self._done(claim.id)

    async def _write_apart(self, lot: list[Settled], error: asyncpg.DataError) -> None:
        """One of them is such that PostgreSQL does not take it: that one is lost, with its lease, and no other."""
        for one in lot if len(lot) > 1 else ():
            await self._write([one])
        if len(lot) == 1:
            log.error("the outcome of delivery %s cannot be written: %s", lot[0].claim.id, error)
            self._done(lot[0].claim.id)

    def _keep(self, lot: list[Settled]) -> None:
        """While they are ours; afterwards they count as lost."""
        for claim, outcome in lot:
            self.add(claim, outcome) if self._held.is_ours(claim.id) else self._done(claim.id)
