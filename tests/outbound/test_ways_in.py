"""Every way by which somebody has been talked into a network, on real sockets, by both ways out."""

from contextlib import suppress
from ipaddress import ip_network
from uuid import uuid4

import httpx2
import pytest
from aiohttp import web

from loops.addresses import LOOPBACK
from loops.outbound import Guard
from name_server import naming
from outbound.ways import OUTSIDE, REFUSED, WORLD, Way
from receiver import Receiver

TENANT = uuid4()
EVERYTHING = ip_network("0.0.0.0/0"), ip_network("::/0")
LITERALS = ["127.0.0.1", "127.9.9.9", "0.0.0.0", "2130706433", "017700000001", "0177.0.0.1", "0x7f.1", "0x7f000001"]
LITERALS += [
    "127.1",
    "127.0.1",
    "127.0.0.1.",
    "localhost",
    "127。0。0。1",
    "①②⑦.0.0.1",
    "[::]",
    "[::1]",
    "[::127.0.0.1]",
]
LITERALS += [
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::7f00:1]",
]
LITERALS += ["[2002:7f00:1::]", "user@127.0.0.1", "user:pass@127.0.0.1", "127.0.0.2@127.0.0.1", "127.0.0.1%2523@x"]
METADATA = ["169.254.169.254", "169.254.170.2", "168.63.129.16", "100.100.100.200", "192.0.0.192", "[fd00:ec2::254]"]
METADATA += ["[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "2852039166", "0xa9fea9fe"]


async def test_what_is_outside_is_reached(way: Way, outside: Receiver) -> None:
    assert await way(Guard(WORLD), outside.url) == (200, b"noted")
    assert outside.calls[0].body == b"{}"


@pytest.mark.parametrize("host", LITERALS)
async def test_the_inside_is_not_reached_however_it_is_written(way: Way, inside: Receiver, host: str) -> None:
    """Nor where a resolver would make of it what the system makes of it."""
    async with naming("127.0.0.1") as (_, where):
        with pytest.raises(REFUSED):
            await way(Guard(WORLD, nameservers=[where]), f"http://{host}:{inside.port}/hook")


@pytest.mark.parametrize("host", METADATA)
async def test_metadata_is_not_connected_to_though_all_is_open(way: Way, host: str) -> None:
    async with naming("169.254.169.254") as (_, where):
        with pytest.raises(REFUSED, match=r"inside the network|not a canonical"):
            await way(Guard(*EVERYTHING, nameservers=[where]), f"http://{host}/latest/meta-data/")


@pytest.mark.parametrize("address", ["169.254.169.254", "fd00:ec2::254", "100.100.100.200"])
async def test_a_name_for_metadata_is_of_no_use(way: Way, address: str) -> None:
    async with naming(address) as (_, where):
        with pytest.raises(REFUSED, match="inside the network"):
            await way(Guard(*EVERYTHING, nameservers=[where]), "http://hooks.test/")


@pytest.mark.parametrize("address", ["127.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "::1"])
async def test_a_name_for_the_inside_is_of_no_use(way: Way, inside: Receiver, address: str) -> None:
    async with naming(address) as (_, where):
        with pytest.raises(REFUSED, match="inside the network"):
            await way(Guard(WORLD, nameservers=[where]), f"http://hooks.test:{inside.port}/")


async def test_each_address_of_a_name_is_looked_at(way: Way, inside: Receiver) -> None:
    """Outside nobody listens at that port, so the next one is tried."""
    async with naming(f"{OUTSIDE} 127.0.0.1") as (_, where):
        with pytest.raises(REFUSED):
            await way(Guard(WORLD, nameservers=[where]), f"http://hooks.test:{inside.port}/")


async def test_a_name_that_moved_inside_after_it_was_saved_is_of_no_use(way: Way, inside: Receiver) -> None:
    async with naming("8.8.8.8", "127.0.0.1") as (_, where):
        guard, url = Guard(WORLD, nameservers=[where]), f"http://hooks.test:{inside.port}/"
        await guard.welcome(TENANT, url)
        with pytest.raises(REFUSED, match="inside the network"):
            await way(guard, url)


async def test_what_was_looked_at_is_what_is_called(way: Way, inside: Receiver, outside: Receiver) -> None:
    """Whoever asks twice hears the second time of the inside."""
    async with naming(OUTSIDE, "127.0.0.1") as (_, where):
        guard = Guard(WORLD, nameservers=[where])
        assert await way(guard, f"http://hooks.test:{outside.port}/") == (200, b"noted")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_leads_nowhere(way: Way, inside: Receiver, outside: Receiver, status: int) -> None:
    async def inwards(request: web.Request) -> web.Response:
        return web.Response(status=status, headers={"Location": inside.url})

    outside.behave = inwards
    for guard in Guard(WORLD), Guard(*LOOPBACK):
        with suppress(httpx2.TransportError):
            assert (await way(guard, outside.url))[0] == status
    assert len(outside.calls) == 2


async def test_by_http_nothing_is_sent_where_only_https_is(way: Way, outside: Receiver) -> None:
    with pytest.raises(REFUSED, match="https"):
        await way(Guard(WORLD, https_only=True), outside.url)
    assert outside.calls == []


@pytest.mark.parametrize("who", ["ada:hush", "ada", ":hush"])
async def test_a_url_with_credentials_is_not_called(way: Way, outside: Receiver, who: str) -> None:
    with pytest.raises(REFUSED, match="password"):
        await way(Guard(WORLD), outside.url.replace("//", f"//{who}@"))
    assert outside.calls == []


async def test_a_proxy_of_the_environment_is_not_asked(
    way: Way, inside: Receiver, outside: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, inside.url)
        monkeypatch.setenv(name.upper(), inside.url)
    assert await way(Guard(WORLD), outside.url) == (200, b"noted")
