from collections.abc import Callable
from ipaddress import ip_network
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN, Embedded
from visitor import Got, visit

ACME = f"acme.{DOMAIN}"
PROXY = "10.0.0.5"


def key_of(caller: Caller) -> tuple[str, str]:
    return "Authorization", caller.headers["Authorization"]


async def posts(app: Quart, caller: Caller, *headers: tuple[str, str], **more: Any) -> Got:
    return await visit(app, "/api/v1/posts", key_of(caller), *headers, **more)


@pytest.mark.parametrize("host", [ACME, ACME.upper(), f"{ACME}.", f"{ACME}:8443", f"{ACME}.:80", f"ａｃｍｅ。{DOMAIN}"])
async def test_a_host_is_compared_in_lower_case_idna_without_port_and_last_dot(
    app: Quart, ada: Caller, host: str
) -> None:
    assert (await posts(app, ada, ("Host", host))).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "",
        "localhost",
        "127.0.0.1",
        "[::1]",
        "[::1",
        "[::g]:80",
        "evil.test",
        f"{DOMAIN}.evil.test",
        f"acme{DOMAIN}",
        f"x.{ACME}",
        f"nobody.{DOMAIN}",
        f"acme..{DOMAIN}",
        f".{DOMAIN}",
        f"{ACME}..",
        f"{ACME}:port",
        f"{ACME}:80:80",
        f"{ACME}/",
        f"{ACME}@evil.test",
        f"{ACME},evil.test",
        f"{'a' * 64}.{DOMAIN}",
        "a." * 200 + DOMAIN,
        "\u0130" * 60,
    ],
)
async def test_any_other_host_is_404(app: Quart, ada: Caller, host: str) -> None:
    got = await posts(app, ada, ("Host", host))
    assert (got.status, got.json["error"]["code"]) == (404, "not_found")
    assert "X-Request-Id" in got.headers


@pytest.mark.parametrize("names", [(), (ACME, ACME), (ACME, "evil.test"), (DOMAIN, ACME)])
async def test_a_request_with_no_host_or_with_two_is_404(app: Quart, ada: Caller, names: tuple[str, ...]) -> None:
    assert (await posts(app, ada, *(("Host", name) for name in names))).status == 404


async def test_a_suspended_tenant_is_403_by_its_host_and_by_its_key(
    app: Quart, ada: Caller, sql: asyncpg.Connection
) -> None:
    await sql.execute("UPDATE tenants SET suspended_at = now()")
    for host in (ACME, DOMAIN):
        got = await posts(app, ada, ("Host", host))
        assert (got.status, got.json["error"]["code"]) == (403, "forbidden")


async def test_a_deleted_tenant_is_as_unknown_as_any(app: Quart, ada: Caller, sql: asyncpg.Connection) -> None:
    await sql.execute("UPDATE tenants SET deleted_at = now(), suspended_at = now()")
    assert (await posts(app, ada, ("Host", ACME))).status == 404
    assert (await posts(app, ada, ("Host", DOMAIN))).status == 401


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "[::1]:8000", "[0:0::0:1]"])
async def test_loopback_is_the_apex_in_the_embedded_mode_alone(
    app: Quart, serving: Callable[..., Quart], ada: Caller, host: str
) -> None:
    assert (await posts(serving(Embedded), ada, ("Host", host))).status == 200
    assert (await posts(app, ada, ("Host", host))).status == 404


async def test_links_come_from_the_tenants_own_host_and_never_from_the_request(
    serving: Callable[..., Quart], ada: Caller
) -> None:
    await ada.post()
    app = serving(domain=f"{DOMAIN}:8443", scheme="http")
    got = await posts(app, ada, ("Host", f"{DOMAIN}:1"), ("X-Forwarded-Proto", "ftp"))
    assert got.json["posts"][0]["url"].startswith(f"http://{ACME}:8443/posts/")


@pytest.mark.parametrize("host", ["anything.test", "127.0.0.1", DOMAIN, f"globex.{DOMAIN}", "[", ""])
async def test_a_single_tenant_is_served_at_every_host(
    serving: Callable[..., Quart], ada: Caller, globex: Caller, host: str
) -> None:
    await ada.post()
    app = serving(single_tenant="acme")
    got = await posts(app, ada, ("Host", host))
    assert got.json["posts"][0]["url"].startswith(f"https://{DOMAIN}/posts/")
    assert (await posts(app, globex, ("Host", host))).status == 401


async def test_a_single_tenant_that_is_not_there_is_404(serving: Callable[..., Quart], ada: Caller) -> None:
    assert (await posts(serving(single_tenant="nobody"), ada, ("Host", ACME))).status == 404


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ([("X-Forwarded-Host", ACME)], 200),
        ([("X-Forwarded-Host", f"evil.test, {ACME}")], 200),
        ([("X-Forwarded-Host", f"{ACME}, evil.test")], 404),
        ([("Forwarded", f'for=192.0.2.1;host="{ACME}:443"')], 200),
        ([("Forwarded", f'host="a,b";for="[::1]", host={ACME};proto=https')], 200),
        ([("Forwarded", f"host={ACME}, for=192.0.2.1")], 404),
        ([("X-Forwarded-Host", "evil.test"), ("Forwarded", f"host={ACME}")], 404),
        ([("X-Forwarded-For", "192.0.2.1")], 404),
        ([("Forwarded", '"'), ("Forwarded", ";;=,host")], 404),
    ],
)
async def test_a_proxys_host_counts_where_it_is_trusted_and_nowhere_else(
    app: Quart, serving: Callable[..., Quart], ada: Caller, told: list[tuple[str, str]], status: int
) -> None:
    inside = serving(trusted_proxies=(ip_network("10.0.0.0/8"),))
    request = ("Host", "inner.test"), *told
    assert (await posts(inside, ada, *request, peer=PROXY)).status == status
    assert (await posts(inside, ada, *request, peer="::ffff:10.0.0.5")).status == status
    assert (await posts(inside, ada, *request)).status == 404
    assert (await posts(app, ada, *request, peer=PROXY)).status == 404


async def test_a_remembered_tenant_keeps_the_home_of_its_installation(
    app: Quart, serving: Callable[..., Quart], ada: Caller
) -> None:
    post = await ada.post()
    await posts(serving(single_tenant="acme"), ada, ("Host", DOMAIN))
    assert UUID(post["id"])
    assert (await ada("GET", f"/posts/{post['id']}")).json["url"] == post["url"]
