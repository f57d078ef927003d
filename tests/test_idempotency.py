"""Idempotency-Key: what is sent twice happens once."""

import asyncio

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from loops_tenants.models import Tenant
from snapshot import rows

IDEA = {"title": "Dark mode"}


def once(caller: Caller, key: str = "k1") -> Caller:
    return caller.saying({"Idempotency-Key": key})


async def count(sql: asyncpg.Connection, table: str = "posts") -> int:
    return int(await sql.fetchval(f"SELECT count(*) FROM {table}"))


async def test_the_same_call_happens_once_and_is_answered_alike(ada: Caller, sql: asyncpg.Connection) -> None:
    first, second = [await once(ada)("POST", "/posts", IDEA) for _ in range(2)]
    assert (first.status, first.json) == (second.status, second.json)
    assert (first.status, await count(sql), await count(sql, "events")) == (201, 1, 1)


async def test_another_key_is_another_call(ada: Caller, sql: asyncpg.Connection) -> None:
    for key in ("k1", "k2", " ~"):
        assert (await once(ada, key)("POST", "/posts", IDEA)).status == 201
    assert await count(sql) == 3


async def test_a_toggle_sent_twice_is_one_vote(bob: Caller) -> None:
    path = f"/posts/{(await bob.post())['id']}/vote"
    answers = [(await once(bob)("POST", path)).json for _ in range(2)]
    assert [(answer["voted"], answer["votes"]) for answer in answers] == [(True, 1), (True, 1)]


async def test_another_body_is_a_mismatch(ada: Caller, sql: asyncpg.Connection) -> None:
    await once(ada)("POST", "/posts", IDEA)
    answer = await once(ada)("POST", "/posts", {"title": "Night mode"})
    assert (answer.status, answer.code, await count(sql)) == (422, "idempotency_mismatch", 1)


async def test_bodies_are_compared_as_bytes(ada: Caller) -> None:
    sent = once(ada).headers | {"Content-Type": "application/json"}
    bodies = (b'{"title":"Dark mode"}', b'{"title": "Dark mode"}')
    seen = [(await ada.client.post("/api/v1/posts", headers=sent, data=body)).status_code for body in bodies]
    assert seen == [201, 422]


async def test_keys_are_per_visitor_path_and_api_key(ada: Caller, bob: Caller, sql: asyncpg.Connection) -> None:
    post = (await once(ada)("POST", "/posts", IDEA)).json
    as_bob = ada.saying({"X-Loop-External-User": "bob"})
    assert (await once(as_bob)("POST", "/posts", IDEA)).json["id"] != post["id"]
    for other in (bob, ada.saying({"X-Loop-External-User": "eve"})):
        assert (await once(other)("POST", "/posts", IDEA)).json["id"] != post["id"]
    for visitor in ("eve", "mallory"):  # the body's visitor counts as the header's does
        answer = await once(ada)("POST", f"/posts/{post['id']}/vote", {"external_user_id": visitor})
        assert answer.json["voted"] is True
    assert (await count(sql), await count(sql, "votes")) == (4, 2)


async def test_another_tenants_call_is_another(ada: Caller, globex: Caller) -> None:
    ours, theirs = [(await once(caller)("POST", "/posts", IDEA)).json for caller in (ada, globex)]
    assert ours["id"] != theirs["id"]


@pytest.mark.parametrize("key", ["", "x" * 256, "ü", "a\tb", "\x7f"])
async def test_a_key_that_is_no_key_is_refused(ada: Caller, sql: asyncpg.Connection, key: str) -> None:
    answer = await once(ada, key)("POST", "/posts", IDEA)
    assert (answer.status, answer.code, await count(sql)) == (400, "validation_failed", 0)
    assert (await once(ada, key)("GET", "/posts")).status == 200  # it says nothing there


async def test_a_failed_call_may_be_sent_again(ada: Caller, sql: asyncpg.Connection) -> None:
    assert (await once(ada)("POST", "/posts", {"title": ""})).status == 400
    assert await count(sql, "kept_answers") == 0
    assert (await once(ada)("POST", "/posts", IDEA)).status == 201


# After the answer was kept, and before COMMIT.
BREAK_TOTALS = """
CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION $$broken$$; END';
CREATE TRIGGER fail BEFORE INSERT ON post_totals EXECUTE FUNCTION fail()"""


async def test_what_is_rolled_back_leaves_no_answer(ada: Caller, sql: asyncpg.Connection) -> None:
    before = await rows(sql)
    await sql.execute(BREAK_TOTALS)
    try:
        assert (await once(ada)("POST", "/posts", IDEA)).status == 500
    finally:
        await sql.execute("DROP FUNCTION fail CASCADE")
    assert await rows(sql) == before
    assert (await once(ada)("POST", "/posts", IDEA)).status == 201


async def test_the_same_call_at_once_happens_once(ada: Caller, sql: asyncpg.Connection) -> None:
    for n in range(10):
        answers = await asyncio.gather(*[once(ada, f"k{n}")("POST", "/posts", IDEA) for _ in range(6)])
        done = [answer for answer in answers if answer.status == 201]
        assert done
        assert len({answer.json["id"] for answer in done}) == 1
        assert {answer.code for answer in answers if answer.status != 201} <= {"conflict"}
    assert await count(sql) == 10


async def test_while_the_first_is_still_running_the_second_is_told_to_wait(
    ada: Caller, sql: asyncpg.Connection
) -> None:
    async with sql.transaction():
        await sql.execute("LOCK posts IN SHARE MODE")  # the first waits here, with its key taken
        first = asyncio.create_task(once(ada)("POST", "/posts", IDEA))
        while not await sql.fetchval("SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory')"):
            await asyncio.sleep(0)
        second = await once(ada)("POST", "/posts", IDEA)
    assert (second.code, second.headers["Retry-After"]) == ("conflict", "1")
    assert "still running" in second.json["error"]["message"]
    assert (await first).status == 201


async def test_after_a_day_it_is_a_new_call(ada: Caller, sql: asyncpg.Connection) -> None:
    first = (await once(ada)("POST", "/posts", IDEA)).json
    await sql.execute("UPDATE kept_answers SET created_at = now() - interval '23 hours 59 minutes'")
    assert (await once(ada)("POST", "/posts", IDEA)).json["id"] == first["id"]
    await sql.execute("UPDATE kept_answers SET created_at = now() - interval '24 hours'")
    second = (await once(ada)("POST", "/posts", {"title": "Another body"})).json
    assert second["id"] != first["id"]
    assert (await once(ada)("POST", "/posts", {"title": "Another body"})).json["id"] == second["id"]


async def test_old_answers_go_as_new_ones_come(ada: Caller, sql: asyncpg.Connection) -> None:
    for n in range(14):
        await once(ada, f"old {n}")("POST", "/posts", IDEA)
    await sql.execute("UPDATE kept_answers SET created_at = now() - interval '25 hours'")
    await once(ada, "new")("POST", "/posts", IDEA)
    assert await count(sql, "kept_answers") == 5  # ten at a time
    await once(ada, "newer")("POST", "/posts", IDEA)
    assert await count(sql, "kept_answers") == 2


async def test_a_secret_is_not_kept(ada: Caller, sql: asyncpg.Connection) -> None:
    asked = {"kind": "secret", "scopes": ["read"]}
    first, second = [await once(ada)("POST", "/keys", asked) for _ in range(2)]
    assert first.json["key"].startswith("loop_sk_")
    assert (second.status, second.json) == (201, first.json | {"key": None})
    assert first.json["key"] not in await sql.fetchval("SELECT answer FROM kept_answers")


async def test_a_replay_makes_no_second_delivery(ada: Caller, acme: Tenant, sql: asyncpg.Connection) -> None:
    await sql.execute("INSERT INTO webhooks (tenant_id, url, secret) VALUES ($1, '', '')", acme.id)
    for _ in range(3):
        await once(ada)("POST", "/posts", IDEA)
    assert await count(sql, "deliveries") == 1


async def test_every_post_can_be_sent_twice(app: Quart) -> None:
    """Whatever is kept is kept in the transaction of its effect, so there must be one, of a tenant.

    What a session alone opens has none where it founds the tenant: the same twice is answered alike there.
    """
    posts = [rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    contracts = [vars(app.view_functions[name]).get("contract") for name in posts]
    assert all(contract.transaction for contract in contracts if contract and contract.scope != "session")
    assert any(contracts)
