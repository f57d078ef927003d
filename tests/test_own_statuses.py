"""A board's own statuses: made, renamed, coloured, put in order, deleted."""

import asyncio
from typing import Any

import asyncpg
import pytest

from caller import Caller
from loops.models import status, status_key

FIVE = ["open", "planned", "progress", "done", "closed"]


async def listed(caller: Caller) -> list[Any]:
    """In order; their positions have no holes."""
    found: list[Any] = (await caller("GET", "/statuses")).json["statuses"]
    assert [one["position"] for one in found] == list(range(len(found)))
    return found


async def keys(caller: Caller) -> list[str]:
    return [one["key"] for one in await listed(caller)]


async def test_a_new_status_is_the_last_and_its_key_is_made_from_its_name(ada: Caller) -> None:
    made = await ada("POST", "/statuses", {"name": " Çok yakında! "})
    assert (made.status, made.json) == (
        201,
        {"key": "cok-yakinda", "name": "Çok yakında!", "color": "#60646c", "position": 5},
    )
    assert await keys(ada) == [*FIVE, "cok-yakinda"]


@pytest.mark.parametrize(
    ("name", "key"),
    [("In Review", "in-review"), ("受付", "status"), ("A" * 40, "a" * 40), ("Done", "done-2"), ("--", "status")],
)
async def test_a_key_is_latin_and_of_its_own(ada: Caller, name: str, key: str) -> None:
    assert (await ada("POST", "/statuses", {"name": name})).json["key"] == key


def test_a_key_that_is_taken_gets_a_number_within_its_length() -> None:
    assert status_key.key_of("A" * 40, {"a" * 40, "a" * 37 + "-2"}) == "a" * 37 + "-3"


async def test_key_color_and_position_may_be_given(ada: Caller, bob: Caller) -> None:
    asked = {"name": "Beta", "key": "beta_1-x", "color": "#FFD600", "position": 1}
    assert (await ada("POST", "/statuses", asked)).json == asked | {"color": "#ffd600"}
    assert await keys(bob) == ["open", "beta_1-x", *FIVE[1:]]


async def test_a_key_that_is_given_may_not_be_taken(ada: Caller) -> None:
    answer = await ada("POST", "/statuses", {"name": "Beta", "key": "done"})
    assert (answer.status, answer.code) == (409, "conflict")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "a" * 41},
        {"name": "two\nlines"},
        {"name": 7},
        {"key": ""},
        {"key": "Beta"},
        {"key": "a" * 41},
        {"key": "a b"},
        {"color": "red"},
        {"color": "#fff"},
        {"color": "#12345g"},
        {"position": -1},
        {"position": "1"},
        {"position": True},
    ],
)
async def test_what_is_wrong_is_named(ada: Caller, wrong: dict[str, object]) -> None:
    answer = await ada("POST", "/statuses", {"name": "Beta"} | wrong)
    assert (answer.status, answer.json["error"]["details"][0]["field"]) == (400, next(iter(wrong)))
    assert await keys(ada) == FIVE


async def test_one_of_the_five_is_renamed_and_coloured_and_keeps_its_key(ada: Caller) -> None:
    answer = await ada("PATCH", "/statuses/progress", {"name": "Under way", "color": "#00ff00", "key": "x"})
    assert answer.json == {"key": "progress", "name": "Under way", "color": "#00ff00", "position": 2}
    assert (await listed(ada))[2] == answer.json
    assert (await ada("PATCH", "/statuses/progress", {})).json == answer.json


@pytest.mark.parametrize(
    ("moved", "to", "order"),
    [
        ("closed", 0, ["closed", "open", "planned", "progress", "done"]),
        ("open", 3, ["planned", "progress", "done", "open", "closed"]),
        ("open", 900, ["planned", "progress", "done", "closed", "open"]),
        ("done", 3, FIVE),
    ],
)
async def test_moving_one_keeps_the_order_of_the_others(ada: Caller, moved: str, to: int, order: list[str]) -> None:
    answer = await ada("PATCH", f"/statuses/{moved}", {"position": to})
    assert answer.json["position"] == order.index(moved)
    assert await keys(ada) == order


async def test_many_moves_at_once_leave_no_hole(ada: Caller) -> None:
    moves = [ada("PATCH", f"/statuses/{key}", {"position": place}) for place, key in enumerate(FIVE * 2)]
    assert {answer.status for answer in await asyncio.gather(*moves)} == {200}
    assert sorted(await keys(ada)) == sorted(FIVE)


async def test_one_of_the_five_is_never_deleted(ada: Caller) -> None:
    for key in FIVE:
        answer = await ada("DELETE", f"/statuses/{key}")
        assert (answer.status, answer.code) == (409, "conflict")
    assert await keys(ada) == FIVE


async def test_one_that_a_post_has_is_not_deleted_and_otherwise_it_is(ada: Caller, sql: asyncpg.Connection) -> None:
    await ada("POST", "/statuses", {"name": "Beta", "position": 0})
    post = await ada.post()
    await ada("PATCH", f"/posts/{post['id']}", {"status": "beta"})
    await sql.execute("UPDATE posts SET held = true")  # one that is in no list has it too
    assert (await ada("DELETE", "/statuses/beta")).code == "conflict"
    await ada("PATCH", f"/posts/{post['id']}", {"status": "open"})
    assert (await ada("DELETE", "/statuses/beta")).status == 204
    assert await keys(ada) == FIVE
    assert (await ada("DELETE", "/statuses/beta")).code == "not_found"


async def test_a_status_that_another_process_deleted_is_refused_and_breaks_nothing(
    ada: Caller, sql: asyncpg.Connection
) -> None:
    await ada("POST", "/statuses", {"name": "Beta"})
    post = await ada.post()
    assert (await ada("GET", "/posts?status=beta")).status == 200  # from here on it is believed in
    await sql.execute("DELETE FROM statuses WHERE key = 'beta'")
    assert (await ada("PATCH", f"/posts/{post['id']}", {"status": "beta"})).code == "validation_failed"


async def test_whoever_deletes_waits_for_who_gives_it_to_a_post(ada: Caller, sql: asyncpg.Connection) -> None:
    await ada("POST", "/statuses", {"name": "Beta"})
    await ada.post()
    async with sql.transaction():
        await sql.execute("UPDATE posts SET status = 'beta'")
        deleting = asyncio.create_task(ada("DELETE", "/statuses/beta"))
        while not await sql.fetchval("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"):
            await sql.execute("SELECT pg_stat_clear_snapshot(), pg_sleep(0.01)")
    assert (await deleting).code == "conflict"


async def test_a_board_has_a_bounded_number_of_statuses(ada: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status, "MOST", 6)
    assert (await ada("POST", "/statuses", {"name": "Beta"})).status == 201
    answer = await ada("POST", "/statuses", {"name": "Gamma"})
    assert (answer.status, answer.code) == (409, "conflict")


@pytest.mark.parametrize(("method", "path"), [("POST", ""), ("PATCH", "/open"), ("DELETE", "/open")])
async def test_only_the_team_changes_statuses(bob: Caller, method: str, path: str) -> None:
    answer = await bob(method, f"/statuses{path}", {"name": "Mine"})
    assert answer.code == "insufficient_scope"


async def test_a_status_that_is_not_there_is_not_found(ada: Caller) -> None:
    for method in ("PATCH", "DELETE"):
        assert (await ada(method, "/statuses/lost", {"name": "Lost"})).code == "not_found"
