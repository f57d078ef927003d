"""Two ids that turn out to be one user."""

import asyncio
from typing import Any

import asyncpg
import pytest

from caller import Caller

ANON = "anon:4711"


async def join(ada: Caller, user: str = ANON, into: str = "ann") -> Any:
    status, joined, _ = await ada("POST", f"/users/{user}/merge", {"into": into})
    assert status == 200, joined
    return joined


async def vote(caller: Caller, post: Any, user: str) -> None:
    await caller("PUT", f"/posts/{post['id']}/vote", {"external_user_id": user})


async def votes(ada: Caller, post: Any) -> Any:
    """The count, and who is behind it."""
    shown = (await ada("GET", f"/posts/{post['id']}")).json
    page = (await ada("GET", f"/posts/{post['id']}/votes")).json
    assert shown["votes"] == len(page["votes"])
    return {(one["external_user_id"], one["verified"]) for one in page["votes"]}


async def test_votes_and_posts_become_the_others(ada: Caller, bob: Caller) -> None:
    post = await ada.post(external_user_id=ANON)
    await vote(bob, post, ANON)
    assert await join(ada) == {"external_user_id": "ann", "votes": 1, "dropped": 0, "posts": 1, "comments": 0}
    assert await votes(ada, post) == {("ann", True)}
    assert (await ada("GET", f"/posts/{post['id']}")).json["external_user_id"] == "ann"
    assert (await ada("GET", f"/posts/{post['id']}?external_user_id=ann")).json["voted"] is True


@pytest.mark.parametrize("proved", [True, False], ids=["proved", "claimed"])
async def test_nobody_counts_twice(ada: Caller, bob: Caller, sql: asyncpg.Connection, proved: bool) -> None:
    post = await ada.post()
    await vote(bob, post, ANON)
    await vote(ada if proved else bob, post, "ann")
    assert await join(ada) == {"external_user_id": "ann", "votes": 0, "dropped": 1, "posts": 0, "comments": 0}
    assert await votes(ada, post) == {("ann", True)}
    assert await sql.fetchval("SELECT count(*) FROM events WHERE name = 'vote.deleted'") == 1


async def test_a_claim_beside_a_proof_is_dropped(ada: Caller, bob: Caller) -> None:
    post = await ada.post()
    await vote(ada, post, "ann-phone")
    await vote(bob, post, "ann-phone")
    assert len(await votes(ada, post)) == 2
    assert await join(ada, "ann-phone") == {
        "external_user_id": "ann",
        "votes": 1,
        "dropped": 1,
        "posts": 0,
        "comments": 0,
    }
    assert await votes(ada, post) == {("ann", True)}


async def test_who_did_nothing_is_unknown(ada: Caller, bob: Caller) -> None:
    post = await ada.post()
    await vote(bob, post, ANON)
    await join(ada)
    assert (await ada("POST", f"/users/{ANON}/merge", {"into": "ann"})).status == 404
    assert await votes(ada, post) == {("ann", True)}


async def test_two_at_once_count_once(ada: Caller, bob: Caller) -> None:
    posts = [await ada.post() for _ in range(3)]
    for post in posts:
        await vote(bob, post, ANON)
        await vote(bob, post, "phone")
    await asyncio.gather(join(ada), join(ada, "phone"))
    for post in posts:
        assert await votes(ada, post) == {("ann", True)}


async def test_the_audit_log_names_neither(ada: Caller, bob: Caller) -> None:
    await vote(bob, await ada.post(), ANON)
    await join(ada)
    (entry,) = (await ada("GET", "/audit")).json["entries"]
    assert (entry["action"], entry["subject"], entry["details"]) == ("users.merge", None, {"into": "…"})


async def test_one_into_itself_is_refused(ada: Caller) -> None:
    answer = await ada("POST", "/users/ann/merge", {"into": "ann"})
    assert (answer.status, answer.code) == (400, "validation_failed")


async def test_another_tenants_users_are_left_alone(ada: Caller, globex: Caller) -> None:
    post = await globex.post(external_user_id=ANON)
    await vote(globex, post, ANON)
    assert (await ada("POST", f"/users/{ANON}/merge", {"into": "ann"})).status == 404
    assert await votes(globex, post) == {(ANON, True)}


async def test_it_takes_an_admin(bob: Caller) -> None:
    assert (await bob("POST", f"/users/{ANON}/merge", {"into": "ann"})).status == 403
