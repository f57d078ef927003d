"""Two posts that ask for the same become one, and two again."""

import asyncio
import json
from typing import Any

import asyncpg
import pytest

from caller import Answer, Caller


async def voted(caller: Caller, *users: str, title: str = "Dark mode") -> str:
    """A new post with votes, proved or claimed as the caller's key says."""
    id = str((await caller.post(title))["id"])
    for user in users:
        await vote(caller, id, user)
    return id


async def vote(caller: Caller, id: str, user: str, method: str = "PUT") -> Any:
    return (await caller(method, f"/posts/{id}/vote", {"external_user_id": user})).json


async def merge(ada: Caller, id: str, into: str) -> Answer:
    return await ada("POST", f"/posts/{id}/merge", {"into": into})


async def part(ada: Caller, id: str) -> Answer:
    return await ada("DELETE", f"/posts/{id}/merge")


async def voters(ada: Caller, id: str) -> dict[tuple[str | None, bool], str | None]:
    """Who counts, by claim or proof, and what they came through."""
    votes = (await ada("GET", f"/posts/{id}/votes")).json["votes"]
    assert (await ada("GET", f"/posts/{id}")).json["votes"] == len(votes)
    return {(one["external_user_id"], one["verified"]): one["via"] for one in votes}


async def events(sql: asyncpg.Connection) -> list[Any]:
    found = await sql.fetch("SELECT body FROM events WHERE name <> 'post.created' ORDER BY ordinal")
    return [json.loads(body) for (body,) in found]


async def test_a_merged_posts_voters_count_for_its_target(ada: Caller, bob: Caller) -> None:
    target, duplicate = await voted(ada, "ann"), await voted(ada, "ann", "ben")
    await vote(bob, duplicate, "ann")
    answer = await merge(ada, duplicate, target)
    assert (answer.status, answer.json["id"], answer.json["merged_into"]) == (200, duplicate, target)
    assert await voters(ada, target) == {("ann", True): None, ("ben", True): duplicate, ("ann", False): duplicate}
    assert (await ada("GET", f"/posts/{target}?external_user_id=ben")).json["voted"] is True
    assert len(await voters(ada, duplicate)) == 3


async def test_a_copy_keeps_its_votes_time(ada: Caller, sql: asyncpg.Connection) -> None:
    target, duplicate = await voted(ada), await voted(ada, "ann")
    await sql.execute("UPDATE votes SET created_at = '2020-02-02'")
    await merge(ada, duplicate, target)
    (copy,) = (await ada("GET", f"/posts/{target}/votes")).json["votes"]
    assert copy["created_at"].startswith("2020-02-02")


async def test_a_merged_post_is_in_no_list_total_or_search_and_comes_back(ada: Caller) -> None:
    target, duplicate = await voted(ada, title="Dark mode"), await voted(ada, title="Night mode")
    await merge(ada, duplicate, target)
    for path, left in (("/posts", [target]), ("/posts?q=night", []), ("/posts?status=open", [target])):
        page = (await ada("GET", path)).json
        assert ([post["id"] for post in page["posts"]], page["total"]) == (left, len(left))
    assert (await part(ada, duplicate)).json["merged_into"] is None
    assert (await ada("GET", "/posts?q=night")).json["total"] == 1
    assert (await ada("GET", "/posts")).json["total"] == 2


async def test_merging_and_taking_back_are_one_event_each(ada: Caller, sql: asyncpg.Connection) -> None:
    target, duplicate = (await ada.post())["id"], (await ada.post())["id"]
    await merge(ada, duplicate, target)
    await part(ada, duplicate)
    told = [(body["event"], body["post"]["id"], body["sequence"], body["changes"]) for body in await events(sql)]
    assert told == [
        ("post.merged", duplicate, 2, {"merged_into": {"from": None, "to": target}}),
        ("post.updated", duplicate, 3, {"merged_into": {"from": target, "to": None}}),
    ]
    lines = await sql.fetch("SELECT event FROM post_history WHERE post_id = $1 ORDER BY id", duplicate)
    assert [line for (line,) in lines] == ["post.created", "post.merged", "post.updated"]


async def test_no_copy_makes_an_event_or_raises_a_sequence(ada: Caller, sql: asyncpg.Connection) -> None:
    target, duplicate = await voted(ada), await voted(ada, "ann", "ben")
    before = len(await events(sql))
    await merge(ada, duplicate, target)
    await part(ada, duplicate)
    await merge(ada, duplicate, target)
    await ada("DELETE", f"/posts/{duplicate}")
    assert [body["event"] for body in await events(sql)][before:] == [
        "post.merged",
        "post.updated",
        "post.merged",
        "post.deleted",
    ]
    assert await sql.fetchrow("SELECT version, votes FROM posts WHERE id = $1", target) == (1, 0)


async def test_neither_merging_nor_a_copy_is_an_update_of_the_post(ada: Caller) -> None:
    target, duplicate = await ada.post(), await ada.post()
    await vote(ada, duplicate["id"], "ann")
    merged = (await merge(ada, duplicate["id"], target["id"])).json
    assert merged["updated_at"] == duplicate["updated_at"]
    assert (await ada("GET", f"/posts/{target['id']}")).json == target | {"votes": 1}


async def test_a_list_that_was_read_before_is_not_unchanged_after(ada: Caller) -> None:
    target, duplicate = await voted(ada), await voted(ada, "ann")
    await ada("PATCH", f"/posts/{target}", {"status": "planned"})
    first = await ada("GET", "/posts?status=planned")
    again = ada.saying({"If-None-Match": first.headers["ETag"]})
    assert (await again("GET", "/posts?status=planned")).status == 304
    await merge(ada, duplicate, target)
    assert (await again("GET", "/posts?status=planned")).json["posts"][0]["votes"] == 1


async def test_put_makes_a_copy_ones_own_without_an_event(ada: Caller, sql: asyncpg.Connection) -> None:
    target, duplicate = await voted(ada), await voted(ada, "ann")
    await merge(ada, duplicate, target)
    before = await events(sql)
    assert await vote(ada, target, "ann") == {"post_id": target, "voted": True, "votes": 1}
    assert (await voters(ada, target), await events(sql)) == ({("ann", True): None}, before)
    await part(ada, duplicate)
    assert await voters(ada, target) == {("ann", True): None}


async def test_a_proof_makes_a_claims_copy_its_own(ada: Caller, bob: Caller) -> None:
    target, duplicate = await voted(ada), await voted(bob, "ann")
    await merge(ada, duplicate, target)
    assert (await vote(ada, target, "ann"))["votes"] == 1
    assert await voters(ada, target) == {("ann", True): None}


@pytest.mark.parametrize("method", ["POST", "DELETE"])
async def test_a_copy_that_is_taken_back_does_not_come_again(ada: Caller, sql: asyncpg.Connection, method: str) -> None:
    target, duplicate, third = await voted(ada), await voted(ada, "ann"), await voted(ada, "ann")
    await merge(ada, duplicate, target)
    assert await vote(ada, duplicate, "ann", method) == {"post_id": target, "voted": False, "votes": 0}
    assert (await events(sql))[-1]["event"] == "vote.deleted"
    for _ in range(2):
        await merge(ada, third, target)
        await part(ada, duplicate)
        await merge(ada, duplicate, target)
        await part(ada, third)
        assert await voters(ada, target) == {}


async def test_its_voter_may_vote_again(ada: Caller, sql: asyncpg.Connection) -> None:
    target, duplicate = await voted(ada), await voted(ada, "ann")
    await merge(ada, duplicate, target)
    await vote(ada, target, "ann", "DELETE")
    assert await vote(ada, target, "ann", "POST") == {"post_id": target, "voted": True, "votes": 1}
    assert (await voters(ada, target), (await events(sql))[-1]["event"]) == ({("ann", True): None}, "vote.created")


async def test_a_mark_moves_with_its_post(ada: Caller) -> None:
    last, target, duplicate = await voted(ada), await voted(ada), await voted(ada, "ann", "ben")
    await merge(ada, duplicate, target)
    await vote(ada, target, "ann", "DELETE")
    await merge(ada, target, last)
    assert await voters(ada, last) == {("ben", True): duplicate}


async def test_a_mark_does_not_keep_away_a_vote_of_ones_own(ada: Caller) -> None:
    last, target, marked, duplicate = (
        await voted(ada),
        await voted(ada, "ann"),
        await voted(ada),
        await voted(ada, "ann"),
    )
    await merge(ada, duplicate, marked)
    await vote(ada, marked, "ann", "DELETE")
    await merge(ada, marked, target)
    await merge(ada, target, last)
    assert await voters(ada, last) == {("ann", True): target}


async def test_of_several_duplicates_the_oldest_counts(ada: Caller, sql: asyncpg.Connection) -> None:
    last, target, newer, older = [await voted(ada, *users) for users in ([], [], ["ann"], ["ann"])]
    await sql.execute("UPDATE posts SET created_at = created_at - interval '1 day' WHERE id = $1", older)
    await merge(ada, newer, target)
    await merge(ada, older, target)
    await merge(ada, target, last)
    assert await voters(ada, last) == {("ann", True): older}


async def test_a_taking_back_leaves_those_who_voted_on_another_duplicate(ada: Caller) -> None:
    target, older, newer = await voted(ada), await voted(ada, "ann", "ben"), await voted(ada, "ann", "cem")
    await merge(ada, newer, target)
    await merge(ada, older, target)
    assert await voters(ada, target) == {("ann", True): newer, ("cem", True): newer, ("ben", True): older}
    await part(ada, newer)
    assert await voters(ada, target) == {("ann", True): older, ("ben", True): older}


async def test_duplicates_move_on_with_their_target_and_stay_there(ada: Caller) -> None:
    last, target, duplicate = await voted(ada), await voted(ada, "ann"), await voted(ada, "ben")
    await merge(ada, duplicate, target)
    await merge(ada, target, last)
    assert (await ada("GET", f"/posts/{duplicate}")).json["merged_into"] == last
    assert (await voters(ada, target), len(await voters(ada, last))) == ({("ann", True): None}, 2)
    await part(ada, target)
    assert await voters(ada, last) == {("ben", True): duplicate}
    assert await voters(ada, target) == {("ann", True): None}


async def test_deleting_a_target_takes_its_duplicates_back_first(ada: Caller, sql: asyncpg.Connection) -> None:
    target, one, two = await voted(ada, "ann"), await voted(ada, "ben"), await voted(ada, "cem")
    await merge(ada, one, target)
    await merge(ada, two, target)
    assert (await ada("DELETE", f"/posts/{target}")).status == 204
    told = [(body["event"], body["post"]["id"], body["post"]["votes"]) for body in (await events(sql))[-3:]]
    assert told == [("post.updated", one, 1), ("post.updated", two, 1), ("post.deleted", target, 1)]
    assert (await ada("GET", "/posts")).json["total"] == 2


async def test_deleting_a_merged_post_drops_what_came_through_it(ada: Caller, sql: asyncpg.Connection) -> None:
    target, one, two = await voted(ada), await voted(ada, "ann", "ben"), await voted(ada, "ben")
    await merge(ada, one, target)
    await merge(ada, two, target)
    assert (await ada("DELETE", f"/posts/{one}")).status == 204
    assert await voters(ada, target) == {("ben", True): two}
    assert (await ada("GET", "/posts")).json["total"] == 1
    assert [body["event"] for body in await events(sql)][-2:] == ["post.merged", "post.deleted"]


async def test_what_cannot_be_merged_is_409(ada: Caller, sql: asyncpg.Connection) -> None:
    target, merged, other, held = [(await ada.post())["id"] for _ in range(4)]
    await merge(ada, merged, target)
    await sql.execute("UPDATE posts SET held = true WHERE id = $1", held)
    before = await events(sql)
    pairs = [(other, other), (other, merged), (merged, other), (merged, target), (other, held), (held, other)]
    refused = [await merge(ada, *pair) for pair in pairs]
    assert [(answer.status, answer.code) for answer in refused] == [(409, "conflict")] * len(pairs)
    assert len({answer.json["error"]["message"] for answer in refused}) == 4
    assert await events(sql) == before


@pytest.mark.parametrize("into", ["01890000-0000-7000-8000-000000000000", "no id", ""])
async def test_what_is_no_post_here_is_404(ada: Caller, globex: Caller, into: str) -> None:
    post, theirs = (await ada.post())["id"], (await globex.post())["id"]
    for id in (into, theirs):
        answer = await merge(ada, post, id)
        assert (answer.status, answer.code) == (404, "not_found")


@pytest.mark.parametrize("body", [{}, {"into": None}, {"into": 7}])
async def test_it_is_said_into_what(ada: Caller, body: object) -> None:
    answer = await ada("POST", f"/posts/{(await ada.post())['id']}/merge", body)
    assert (answer.status, answer.code) == (400, "validation_failed")


async def test_what_is_not_merged_is_taken_back_for_nothing(ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post()
    answer = await part(ada, post["id"])
    assert (answer.status, answer.json, await events(sql)) == (200, post, [])


async def test_it_takes_an_admin(ada: Caller, bob: Caller) -> None:
    one, two = (await ada.post())["id"], (await ada.post())["id"]
    assert [answer.status for answer in (await merge(bob, one, two), await part(bob, one))] == [403, 403]


async def test_many_at_once_end_in_one_of_the_orders(ada: Caller, sql: asyncpg.Connection) -> None:
    ids = [await voted(ada, f"user {n}") for n in range(4)]
    pairs = [(one, two) for one in ids for two in ids if one != two]
    done = await asyncio.gather(*[merge(ada, *pair) for pair in pairs], *[vote(ada, id, "eve") for id in ids])
    assert {answer.status for answer in done[: len(pairs)]} <= {200, 409}
    (target,) = (await ada("GET", "/posts")).json["posts"]
    assert (target["votes"], len(await voters(ada, target["id"]))) == (5, 5)


async def test_two_ids_that_become_one_count_once_through_a_duplicate(ada: Caller, bob: Caller) -> None:
    target, duplicate = await voted(ada), await voted(bob, "anon:1")
    await vote(ada, duplicate, "ann")
    await merge(ada, duplicate, target)
    await ada("POST", "/users/anon:1/merge", {"into": "ann"})
    assert await voters(ada, target) == {("ann", True): duplicate}
    assert await voters(ada, duplicate) == {("ann", True): None}
    assert (await ada("GET", "/users/anon:1")).json["taken_back"] == []
    await part(ada, duplicate)
    assert await voters(ada, target) == {}


async def test_a_copy_that_was_taken_back_is_so_for_who_the_voter_turns_out_to_be(ada: Caller, bob: Caller) -> None:
    target, duplicate, third = await voted(ada), await voted(bob, "anon:1"), await voted(ada, "ann")
    await merge(ada, duplicate, target)
    await vote(bob, target, "anon:1", "DELETE")
    assert (await ada("GET", "/users/anon:1")).json["taken_back"] == [target]
    await ada("POST", "/users/anon:1/merge", {"into": "ann"})
    await merge(ada, third, target)
    assert await voters(ada, target) == {}


async def test_a_vote_of_ones_own_stays_when_two_ids_become_one(ada: Caller) -> None:
    target, duplicate = await voted(ada, "anon:1"), await voted(ada, "ann")
    await merge(ada, duplicate, target)
    await ada("POST", "/users/anon:1/merge", {"into": "ann"})
    assert await voters(ada, target) == {("ann", True): None}


async def test_who_is_forgotten_counts_once_all_the_same(ada: Caller, sql: asyncpg.Connection) -> None:
    target, one, two = await voted(ada), await voted(ada, "ann", "ben"), await voted(ada, "ann")
    await merge(ada, one, target)
    await vote(ada, target, "ben", "DELETE")
    await merge(ada, two, target)
    for user in ("ann", "ben"):
        assert (await ada("DELETE", f"/users/{user}")).status == 200
    assert await sql.fetchval("SELECT count(*) FROM vote_marks WHERE voter NOT LIKE 'erased:%'") == 0
    await part(ada, one)
    assert await voters(ada, target) == {(None, True): two}
    await merge(ada, one, target)
    assert await voters(ada, target) == {(None, True): two}
