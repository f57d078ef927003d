"""What a publishable key says of its user is a claim; what a secret key says is proof."""

import asyncpg
import pytest

from caller import Caller

BOB = {"external_user_id": "bob"}


@pytest.fixture
async def path(ada: Caller) -> str:
    return f"/posts/{(await ada.post())['id']}/vote"


async def events(sql: asyncpg.Connection) -> list[str]:
    return [name for (name,) in await sql.fetch("SELECT name FROM events WHERE name LIKE 'vote.%' ORDER BY ordinal")]


async def voters(ada: Caller, path: str) -> list[bool]:
    """Which of its votes are proved, newest first."""
    return [vote["verified"] for vote in (await ada("GET", f"{path}s")).json["votes"]]


async def test_a_claim_does_not_show_what_was_done_with_proof(ada: Caller, bob: Caller, path: str) -> None:
    await ada("PUT", path, BOB)
    assert (await bob("GET", path.removesuffix("/vote"))).json["voted"] is False
    assert (await bob("DELETE", path)).json["votes"] == 1
    assert (await ada("GET", "/posts?external_user_id=bob")).json["posts"][0]["voted"] is True


async def test_a_claim_beside_a_proof_is_a_second_vote(ada: Caller, bob: Caller, path: str) -> None:
    await ada("PUT", path, BOB)
    assert (await bob("POST", path)).json == {"post_id": path.split("/")[2], "voted": True, "votes": 2}
    assert (await ada("PUT", path, BOB)).json["votes"] == 2
    assert await voters(ada, path) == [False, True]


async def test_a_claimed_vote_counts_as_voted_for_who_proves_it(ada: Caller, bob: Caller, path: str) -> None:
    await bob("PUT", path)
    assert (await ada("GET", "/posts?external_user_id=bob")).json["posts"][0]["voted"] is True


async def test_a_proof_takes_a_claim_over_without_an_event(
    ada: Caller, bob: Caller, path: str, sql: asyncpg.Connection
) -> None:
    await bob("PUT", path)
    assert (await ada("PUT", path, BOB)).json["votes"] == 1
    assert (await voters(ada, path), await events(sql)) == ([True], ["vote.created"])


@pytest.mark.parametrize("method", ["POST", "DELETE"])
async def test_a_proof_takes_a_claim_back(
    ada: Caller, bob: Caller, path: str, sql: asyncpg.Connection, method: str
) -> None:
    await bob("PUT", path)
    assert (await ada(method, path, BOB)).json["votes"] == 0
    assert await events(sql) == ["vote.created", "vote.deleted"]


async def test_taking_back_with_proof_takes_both(ada: Caller, bob: Caller, path: str, sql: asyncpg.Connection) -> None:
    await ada("PUT", path, BOB)
    await bob("PUT", path)
    assert (await ada("DELETE", path, BOB)).json == {"post_id": path.split("/")[2], "voted": False, "votes": 0}
    assert await events(sql) == ["vote.created", "vote.created", "vote.deleted", "vote.deleted"]
    assert [s for (s,) in await sql.fetch("SELECT sequence FROM events ORDER BY ordinal")] == [1, 2, 3, 4, 5]


async def test_a_vote_in_an_event_says_whose_it_is_and_whether_that_is_proved(
    ada: Caller, bob: Caller, path: str, sql: asyncpg.Connection
) -> None:
    await bob("PUT", path)
    body = await sql.fetchval("SELECT body::json FROM events WHERE name = 'vote.created'")
    assert '"vote":{"external_user_id":"bob","verified":false,"created_at":"' in body
    assert '"actor":{"type":"user","id":"bob","name":null}' in body
