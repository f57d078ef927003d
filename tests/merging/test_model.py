"""Merging beside the contract's words in Python, step by step."""

import asyncpg
import pytest

from caller import Caller
from merging.walk import Walk

STEPS, SEEDS = 200, (1, 2, 3)


@pytest.mark.parametrize("seed", SEEDS)
async def test_every_counter_is_what_a_recount_gives(
    ada: Caller, bob: Caller, sql: asyncpg.Connection, seed: int
) -> None:
    walk = Walk(seed, ada, bob, sql)
    try:
        for _ in range(STEPS):
            await walk.step()
    except AssertionError:
        print(*walk.log, sep="\n")
        raise
