"""Nothing that a tenant names leads into the network that Loops stands in."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from aiohttp import ClientConnectorError

from caller import Caller
from loops.outbound import Guard, Names, UnwelcomeUrl, asking
from loops.settings import Settings
from name_server import naming
from receiver import Receiver

Hook = Callable[..., Awaitable[Any]]

OUTSIDE = ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
OUTSIDE += ["64:ff9b:1::808:808", "64:ff9b:1:abcd::808:808"]
INSIDE = [
    *["127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "198.18.0.1"],
    *[
        "169.254.1.1",
        "192.0.0.1",
        "192.0.0.10",
        "192.88.99.1",
        "203.0.113.1",
        "224.0.1.1",
        "240.0.0.1",
        "255.255.255.255",
    ],
    *["::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1", "3fff::1", "2001::1"],
    *["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1", "::127.0.0.1", "::7f00:1"],
    *["64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::a00:1", "64:ff9b:1:abcd::a00:1", "64:ff9b:1:a00:0:100::"],
    *["64:ff9b:1:ff0a:0:1::", "64:ff9b:1:0:a:0:100:0", "2002:7f00:1::1", "2002:a00:1::1", "100::1", "5f00::1"],
]
METADATA = ["169.254.169.254", "169.254.170.2", "168.63.129.16", "100.100.100.200", "fd00:ec2::254", "fd20:ce::254"]
METADATA += ["fd00:100::100:200", "fd00:c1::a9fe:a9fe", "fd00:42::42", "fd00:a9fe:a9fe::1", "fe80::a9fe:a9fe%eth0"]
METADATA += ["::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1"]


@pytest.mark.parametrize("address", OUTSIDE)
def test_the_world_is_open(address: str) -> None:
    assert Guard().permits(address)


@pytest.mark.parametrize("address", INSIDE + METADATA)
def test_the_inside_is_closed(address: str) -> None:
    assert not Guard().permits(address)


@pytest.mark.parametrize("address", ["10.1.2.3", "::ffff:10.1.2.3", "fd12::1"])
def test_what_an_operator_opens_is_open(address: str) -> None:
    guard = Guard(ip_network("10.1.0.0/16"), ip_network("fd00::/8"))
    assert guard.permits(address)
    assert not guard.permits("10.2.0.1")


@pytest.mark.parametrize("address", METADATA)
def test_metadata_stays_closed_whatever_is_opened(address: str) -> None:
    assert not Guard(ip_network("0.0.0.0/0"), ip_network("::/0")).permits(address)


@pytest.mark.parametrize(
    ("given", "open_"),
    [
        ({}, True),
        ({"host": "localhost"}, True),
        ({"host": "0.0.0.0"}, False),
        ({"host": "192.168.1.5"}, False),
        ({"database_url": "postgresql://db/loops"}, False),
    ],
)
def test_loopback_is_open_to_who_tries_it_on_a_machine_of_their_own(
    given: dict[str, Any], open_: bool, tmp_path: Path
) -> None:
    guard = Guard.of(Settings(data_dir=tmp_path, **given))
    assert [guard.permits(address) for address in ("127.0.0.1", "::1", "::ffff:127.0.0.1")] == [open_] * 3
    assert not guard.permits("10.0.0.1")


@pytest.mark.parametrize(
    ("given", "alone"),
    [({}, False), ({"https_only_webhooks": True}, True), ({"database_url": "postgresql://db/loops"}, True)],
)
async def test_outside_of_a_trial_only_https_is_called(given: dict[str, Any], alone: bool, tmp_path: Path) -> None:
    guard = Guard.of(Settings(data_dir=tmp_path, **given))
    assert guard.https_only == alone
    await guard.welcome(uuid4(), "https://8.8.8.8/")
    if alone:
        with pytest.raises(UnwelcomeUrl):
            await guard.welcome(uuid4(), "http://8.8.8.8/")
        with pytest.raises(OSError, match="https"):
            guard.target("http://8.8.8.8/")


PLACES = [
    "127.0.0.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "localhost",
    "user@127.0.0.1",
    "2130706433",
    "127.1",
    "0x7f.0.0.1",
]


@pytest.mark.parametrize("place", PLACES)
async def test_the_socket_decides_whatever_was_saved(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, sql: asyncpg.Connection, place: str
) -> None:
    await hook()
    port = receiver.url.split(":")[2].split("/")[0]
    await sql.execute("UPDATE webhooks SET url = $1", f"http://{place}:{port}/hook")
    async with worker(outbound_allow="10.0.0.0/8", retry_schedule=""):
        await ada.post()
        async with asyncio.timeout(20):
            while not (row := await sql.fetchrow("SELECT outcome, error FROM attempts")):
                await asyncio.sleep(0.02)
    assert row[0] == "unreachable"
    assert receiver.calls == []


async def test_a_name_that_leads_inside_is_refused_kindly_and_at_the_socket() -> None:
    async with naming("10.0.0.1") as (_, where):
        guard = Guard(nameservers=[where])
        with pytest.raises(UnwelcomeUrl) as refused:
            await guard.welcome(uuid4(), "http://hooks.test/")
        assert "inside" in str(refused.value.details)
        async with guard.session() as session:
            asking.set(uuid4())
            with pytest.raises(ClientConnectorError, match="inside the network") as unsent:
                await session.get("http://hooks.test/")
        assert "10.0.0.1" not in f"{refused.value.details} {unsent.value}"


async def test_a_name_that_nobody_knows_may_come_to_be() -> None:
    await Guard(nameservers=["127.0.0.1:9"]).welcome(uuid4(), "http://hooks.test/")


async def test_a_tenant_has_two_names_looked_up_at_a_time() -> None:
    async def ask(names: Names, tenant: UUID, name: str) -> None:
        asking.set(tenant)
        await names.resolve(name)

    one, other = uuid4(), uuid4()
    async with naming("8.8.8.8", seconds=0.1) as (server, where):
        names = Names({}, [where])
        await asyncio.gather(*[asyncio.create_task(ask(names, one, f"{n}.test")) for n in range(6)])
        assert server.busiest == 2
        both = [(tenant, f"{n}.{tenant}.test") for tenant in (one, other) for n in range(4)]
        await asyncio.gather(*[asyncio.create_task(ask(names, *asked)) for asked in both])
        assert server.busiest == 4
        await names.close()


def test_a_socket_is_made_for_the_outside_alone() -> None:
    place = (socket.AF_INET, socket.SOCK_STREAM, 0, "")
    Guard().socket((*place, ("8.8.8.8", 443))).close()
    with pytest.raises(OSError, match="inside"):
        Guard().socket((*place, ("10.0.0.1", 443)))
