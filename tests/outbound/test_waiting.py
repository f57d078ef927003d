"""Who is slow waits alone."""

import asyncio
import socket
from io import BytesIO
from uuid import uuid4

import httpx2
import psutil
import pytest

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


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="Linux alone ends such a connection")
async def test_nothing_is_kept_for_who_never_reads() -> None:
    """More than the system's buffers take would lie in ours until the other side hangs up."""
    with socket.create_server((OUTSIDE, 0)) as silent:
        port = silent.getsockname()[1]
        async with Guard(WORLD, unread=0.5).session() as session:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.2):
                    await session.post(f"http://{OUTSIDE}:{port}/", data=BytesIO(bytes(20_000_000)))
            with silent.accept()[0]:
                await until(lambda: not connected_to(port))


def connected_to(port: int) -> bool:
    return any(each.raddr and each.raddr.port == port for each in psutil.Process().net_connections("tcp"))
