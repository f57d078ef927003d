"""Who is slow waits alone."""

import asyncio
from uuid import uuid4

import httpx2

from loops.outbound import Guard
from loops.outbound.transport import Transport
from name_server import naming
from outbound.ways import OUTSIDE, WORLD
from receiver import Receiver, until


async def test_a_name_server_that_hangs_holds_nobody_else_up(outside: Receiver) -> None:
    """Not even who asks for a name for which its victim waits already."""
    async with naming(OUTSIDE) as (names, where), Guard(WORLD, nameservers=[where]).session() as session:
        guard = Guard(WORLD)
        acme, globex = (httpx2.AsyncClient(transport=Transport(guard, session, uuid4())) for _ in range(2))
        url = f"http://hooks.test:{outside.port}/"
        held = [asyncio.create_task(acme.get(f"http://silent{n}.test/")) for n in range(2)]
        await until(lambda: names.busiest == 2)
        held.append(asyncio.create_task(acme.get(url)))
        await asyncio.sleep(0)
        async with asyncio.timeout(3):
            assert (await globex.get(url)).text == "noted"
        assert not any(task.done() for task in held)
        for task in held:
            task.cancel()
        await asyncio.wait(held)
