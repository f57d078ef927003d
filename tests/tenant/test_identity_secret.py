"""The secret by which a tenant's own server proves who its visitors are."""

import asyncio
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from caller import Caller


async def secret(ada: Caller) -> str:
    return str((await ada("GET", "/tenant")).json["identity_secret"])


async def rotate(ada: Caller, **body: object) -> str:
    answer = await ada("POST", "/tenant/identity-secret", body)
    assert (answer.status, answer.json.keys()) == (201, {"identity_secret"})
    return str(answer.json["identity_secret"])


async def test_a_tenant_has_one_of_its_own_from_the_first_look(ada: Caller, globex: Caller) -> None:
    seen = await asyncio.gather(*[secret(ada) for _ in range(5)])
    assert len(set(seen)) == 1
    assert seen[0].startswith("loop_is_")
    assert len(seen[0]) == 51
    assert await secret(globex) != seen[0]


async def test_a_new_one_takes_its_place_and_the_old_one_is_believed_for_a_day(ada: Caller) -> None:
    old = await secret(ada)
    new = await rotate(ada)
    got = (await ada("GET", "/tenant")).json
    (older,) = got["older_identity_secrets"]
    assert (got["identity_secret"], older["identity_secret"]) == (new, old)
    left = datetime.fromisoformat(older["expires_at"]) - datetime.now(UTC)
    assert timedelta(hours=23, minutes=59) < left < timedelta(hours=24, minutes=1)


async def test_each_that_was_replaced_has_an_end_of_its_own(ada: Caller) -> None:
    first = await secret(ada)
    second = await rotate(ada, overlap_days=7)
    await rotate(ada, overlap_days=0.5)
    older = (await ada("GET", "/tenant")).json["older_identity_secrets"]
    assert [one["identity_secret"] for one in older] == [second, first]
    assert older[0]["expires_at"] < older[1]["expires_at"]


async def test_without_an_overlap_all_before_it_end(ada: Caller) -> None:
    await rotate(ada, overlap_days=7)
    await rotate(ada, overlap_days=7)
    await rotate(ada, overlap_days=0)
    assert (await ada("GET", "/tenant")).json["older_identity_secrets"] == []


async def test_one_whose_time_is_over_is_shown_no_more(ada: Caller, sql: asyncpg.Connection) -> None:
    await secret(ada)
    await rotate(ada)
    await sql.execute("""UPDATE tenants SET identity_secrets =
        jsonb_set(identity_secrets, '{1,until}', to_jsonb(now() - interval '1 second'))""")
    assert (await ada("GET", "/tenant")).json["older_identity_secrets"] == []


async def test_five_are_believed_at_once_at_most(ada: Caller) -> None:
    await secret(ada)
    for _ in range(4):
        await rotate(ada)
    assert (await ada("POST", "/tenant/identity-secret", {})).code == "conflict"
    await rotate(ada, overlap_days=0)


@pytest.mark.parametrize("overlap", [-1, 7.1, "1", None, True])
async def test_the_overlap_is_0_to_7_days(ada: Caller, overlap: object) -> None:
    answer = await ada("POST", "/tenant/identity-secret", {"overlap_days": overlap})
    assert answer.json["error"]["details"][0]["field"] == "overlap_days"


async def test_no_secret_lies_open_in_the_database(ada: Caller, sql: asyncpg.Connection) -> None:
    repeatable = ada.saying({"Idempotency-Key": "once"})
    old, new = await secret(ada), await rotate(repeatable)
    kept = await sql.fetchval("SELECT identity_secrets::text FROM tenants WHERE slug = 'acme'")
    kept += await sql.fetchval("SELECT string_agg(answer, '') FROM kept_answers")
    assert old not in kept
    assert new not in kept
    assert (await repeatable("POST", "/tenant/identity-secret", {})).json == {"identity_secret": None}


async def test_one_that_cannot_be_read_any_more_can_be_replaced(ada: Caller, sql: asyncpg.Connection) -> None:
    await secret(ada)
    await sql.execute("""UPDATE tenants SET identity_secrets =
        jsonb_set(identity_secrets, '{0,secret}', '"1.00000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"')""")
    assert (await ada("GET", "/tenant")).json["identity_secret"] is None
    assert await rotate(ada) == await secret(ada)
