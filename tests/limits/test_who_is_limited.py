from ipaddress import ip_network

import pytest

from conftest import Embedded
from limits.conftest import Process, Start
from loops.settings import Settings
from loops_tenants import keys
from visitor import ADDRESS


async def test_who_tries_keys_is_told_nothing_any_more_but_a_good_key_passes(process: Process, secret: str) -> None:
    wrong = "Bearer " + keys.mint("secret")
    assert [(await process.get(wrong)).status for _ in range(5)] == [401] * 3 + [429] * 2
    assert (await process.get(secret)).status == 200
    assert (await process.get(wrong, peer="203.0.113.8")).status == 401
    assert int((await process.get(wrong)).headers["Retry-After"]) > 60
    process.clock.now += 120
    assert (await process.get(wrong)).status == 401


async def test_a_limit_of_0_is_none(start: Start, secret: str) -> None:
    process = start(limit_secret_key=0, limit_refused_keys=0)
    got = [await process.get(secret) for _ in range(20)][-1]
    assert (got.status, "RateLimit" in got.headers) == (200, False)
    assert [(await process.get("Bearer x")).status for _ in range(20)][-1] == 401


async def test_who_tries_loops_out_on_their_own_machine_is_not_limited(
    start: Start, secret: str, publishable: str
) -> None:
    process = start(Embedded)
    for peer in ("127.0.0.1", "::1", "::ffff:127.0.0.1"):
        assert [(await process.get(secret, peer=peer)).status for _ in range(10)][-1] == 200
        assert [(await process.post(publishable, "bob", peer=peer)).status for _ in range(6)][-1] == 201
        assert [(await process.get("Bearer x", peer=peer)).status for _ in range(6)][-1] == 401


@pytest.mark.parametrize("told", [("X-Forwarded-For", "::1"), ("X-Forwarded-Proto", "http"), ("Forwarded", "for=::1")])
@pytest.mark.parametrize("kind", [Embedded, Settings])
async def test_who_comes_through_a_proxy_or_from_elsewhere_is(
    start: Start, secret: str, told: tuple[str, str], kind: type[Settings]
) -> None:
    process = start(kind)
    assert [(await process.get(secret, told, peer="127.0.0.1")).status for _ in range(9)][-1] == 429
    assert (await process.get(secret, peer=ADDRESS)).status == 429


async def test_behind_a_trusted_proxy_each_client_is_counted(start: Start, publishable: str) -> None:
    process = start(trusted_proxies=(ip_network("10.0.0.0/8"),))
    for client in ("192.0.2.1", "192.0.2.2"):
        told = "X-Forwarded-For", f"198.51.100.1, {client}"
        got = [await process.get(publishable, told, peer="10.0.0.5") for _ in range(7)]
        assert [one.status for one in got] == [200] * 6 + [429]
