import asyncpg
from quart import Quart

from caller import Caller
from conftest import caller
from limits.conftest import Process
from loops_tenants.models import Tenant
from tenant.tokens import secret_of, token
from visitor import ADDRESS, visit

NEIGHBOUR, NEIGHBOURHOOD = "2001:db8:1:2::1", "2001:db8:1:2:ffff::2"


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


async def test_claims_use_up_nothing_of_whom_a_token_proves(process: Process, publishable: str, ada: Caller) -> None:
    made = token(await secret_of(ada))
    assert [(await process.post(publishable, "bob")).status for _ in range(3)] == [201, 201, 429]
    head = ("Host", ada.headers["Host"]), ("Authorization", publishable), ("Content-Type", "application/json")
    proved = [
        await visit(
            process.app,
            "/api/v1/posts",
            *head,
            ("X-Loop-Identity", made),
            method="POST",
            peer=NEIGHBOUR,
            body=b'{"title": "Dark mode"}',
        )
        for _ in range(3)
    ]
    assert [got.status for got in proved] == [201, 201, 429]


async def test_a_visitors_comments_are_counted_beside_their_posts(process: Process, publishable: str) -> None:
    made = (await process.post(publishable, "bob")).json
    said = {"path": f"/posts/{made['id']}/comments", "body": '{"body": "Me too.", "external_user_id": "bob"}'}
    answers = [await process.post(publishable, **said) for _ in range(3)]
    assert [one.status for one in answers] == [201, 201, 429]
    assert '"comments";q=2;w=600' in answers[2].headers["RateLimit-Policy"]
    process.clock.now += 90
    assert (await process.post(publishable, "bob")).status == 201


async def test_pictures_and_sitemaps_are_asked_for_as_often_as_an_address_reads(process: Process, ada: Caller) -> None:
    month = (await ada.post())["created_at"][:7]
    here = ("Host", ada.headers["Host"])
    for url in ("/card.png", f"/sitemap/{month}.xml"):
        assert [(await visit(process.app, url, here)).status for _ in range(7)] == [200] * 6 + [429]
        assert (await visit(process.app, url, here, peer="203.0.113.8")).status == 200
        process.clock.now += 120
