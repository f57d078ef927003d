from collections.abc import Callable
from ipaddress import ip_network
from typing import Any

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN, Embedded, caller, settings
from loops import limits
from loops.limits import Limits
from loops.settings import Settings
from loops_tenants import keys
from loops_tenants.models import Tenant
from visitor import ADDRESS, Got, visit

HERE = ("Host", f"acme.{DOMAIN}")
NEIGHBOUR, NEIGHBOURHOOD = "2001:db8:1:2::1", "2001:db8:1:2:ffff::2"
LIMITS = {"limit_secret_key": 8, "limit_reads": 6, "limit_writes": 4, "limit_posts": 2, "limit_refused_keys": 3}
MINUTE = 1_795_000_020.0


class Clock:
    now = MINUTE

    def __call__(self) -> float:
        return self.now


class Process:
    """A web process with limits of its own, and a clock that is moved by hand."""

    def __init__(self, app: Quart, settings: Settings) -> None:
        self.app, self.clock = app, Clock()
        limits.init_app(app, Limits(settings, self.clock))

    async def get(self, key: str, *headers: tuple[str, str], peer: str = ADDRESS) -> Got:
        return await visit(self.app, "/api/v1/posts", HERE, ("Authorization", key), *headers, peer=peer)

    async def post(
        self, key: str, user: str = "", peer: str = ADDRESS, path: str = "/posts", body: str = "", in_header: str = ""
    ) -> Got:
        sent = body or f'{{"title": "Dark mode", "external_user_id": "{user}"}}'
        told = [("X-Loop-External-User", in_header)] if in_header else []
        head = HERE, ("Authorization", key), ("Content-Type", "application/json"), *told
        return await visit(self.app, f"/api/v1{path}", *head, method="POST", peer=peer, body=sent.encode())


Start = Callable[..., Process]


@pytest.fixture
def start(serving: Callable[..., Quart], database: str) -> Start:
    def started(kind: type[Settings] = Settings, **more: Any) -> Process:
        return Process(serving(kind, **more), settings(database, kind, **LIMITS | more))

    return started


@pytest.fixture
def process(start: Start) -> Process:
    return start()


@pytest.fixture
def secret(ada: Caller) -> str:
    return ada.headers["Authorization"]


@pytest.fixture
def publishable(bob: Caller) -> str:
    return bob.headers["Authorization"]


async def test_a_secret_key_is_served_so_often_and_then_told_when_again(
    process: Process, secret: str, app: Quart, acme: Tenant
) -> None:
    assert [(await process.get(secret)).status for _ in range(8)] == [200] * 8
    refused = await process.get(secret)
    assert (refused.status, refused.json["error"]["code"]) == (429, "rate_limited")
    assert (
        refused.headers["Retry-After"] == "68"
    )  # the minute, and an eighth of the next, until one call is left behind
    assert refused.headers["RateLimit"] == '"secret-key";r=0;t=68'
    another = (await caller(app, acme, "secret", "read")).headers["Authorization"]
    assert (await process.get(another)).status == 200
    process.clock.now += 68
    assert [(await process.get(secret)).status for _ in range(2)] == [200, 429]


async def test_a_good_answer_says_what_is_left(process: Process, secret: str, publishable: str) -> None:
    got = await process.get(publishable)
    assert got.headers["RateLimit-Policy"] == '"reads";q=6;w=60'
    assert got.headers["RateLimit"] == '"reads";r=5;t=60'
    got = await process.post(publishable, "bob")
    policies = ['"address-writes";q=40;w=60', '"address-posts";q=20;w=600', '"writes";q=4;w=60', '"posts";q=2;w=600']
    assert got.headers["RateLimit-Policy"].split(", ") == policies
    assert '"posts";r=1;t=' in got.headers["RateLimit"]


async def test_an_address_reads_so_often_with_publishable_keys(process: Process, publishable: str, secret: str) -> None:
    peers = [ADDRESS] * 7 + ["203.0.113.8"] + [NEIGHBOUR, NEIGHBOURHOOD] * 4
    read = [(await process.get(publishable, peer=peer)).status for peer in peers]
    assert read == [200] * 6 + [429, 200] + [200] * 6 + [429, 429]
    assert (await process.get(secret)).status == 200


async def test_one_tenants_readers_are_not_another_tenants(
    process: Process, publishable: str, app: Quart, globex: Caller, sql: asyncpg.Connection
) -> None:
    id = await sql.fetchval("SELECT id FROM tenants WHERE slug = 'globex'")
    theirs = await caller(app, Tenant(id=id, slug="globex"), "publishable", "read")
    assert [(await process.get(publishable)).status for _ in range(7)][-1] == 429
    got = await visit(process.app, "/api/v1/posts", *theirs.headers.items())
    assert got.status == 200


async def test_a_visitor_writes_so_often_from_wherever(process: Process, publishable: str, ada: Caller) -> None:
    vote = f"/posts/{(await ada.post())['id']}/vote"
    votes = [await process.post(publishable, "bob", f"203.0.113.{n}", vote) for n in range(5)]
    assert [got.status for got in votes] == [200] * 4 + [429]
    assert (await process.post(publishable, "eve", "203.0.113.1", vote)).status == 200
    by_header = [await process.post(publishable, "", ADDRESS, vote, "{}", "zoe") for n in range(5)]
    assert [got.status for got in by_header] == [200] * 4 + [429]


async def test_an_address_writes_ten_times_as_often_as_a_visitor(
    process: Process, publishable: str, ada: Caller
) -> None:
    vote = f"/posts/{(await ada.post())['id']}/vote"
    votes = [(await process.post(publishable, f"user-{n}", path=vote)).status for n in range(41)]
    assert votes == [200] * 40 + [429]


async def test_who_gives_no_id_is_counted_by_address(process: Process, publishable: str) -> None:
    anonymous = [(await process.post(publishable, peer=NEIGHBOUR)).status for _ in range(3)]
    assert anonymous == [201, 201, 429]
    assert (await process.post(publishable, peer=NEIGHBOURHOOD)).status == 429
    assert (await process.post(publishable, "bob", peer=NEIGHBOUR)).status == 201


async def test_new_posts_are_counted_over_ten_minutes(process: Process, publishable: str) -> None:
    assert [(await process.post(publishable, "bob")).status for _ in range(3)] == [201, 201, 429]
    process.clock.now += 300
    assert (await process.post(publishable, "bob")).status == 429
    process.clock.now += 900
    assert (await process.post(publishable, "bob")).status == 201


async def test_a_write_that_cannot_be_read_counts_for_its_address(process: Process, publishable: str) -> None:
    assert [(await process.post(publishable, body="{")).status for _ in range(21)] == [400] * 20 + [429]


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
