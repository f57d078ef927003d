import asyncpg
import pytest

from caller import Caller
from loops.models import tag
from loops_tenants.models import Tenant


async def test_a_board_starts_with_five_statuses(ada: Caller) -> None:
    listed = (await ada("GET", "/statuses")).json["statuses"]
    assert [status["key"] for status in listed] == ["open", "planned", "progress", "done", "closed"]
    assert listed[2] == {"key": "progress", "name": "In progress", "color": "#0090ff", "position": 2}


async def test_a_status_of_the_tenants_own_can_be_set_and_asked_for(
    ada: Caller, acme: Tenant, sql: asyncpg.Connection
) -> None:
    post = await ada.post()
    assert (await ada("PATCH", f"/posts/{post['id']}", {"status": "beta"})).status == 400
    added = "INSERT INTO statuses (tenant_id, key, name, color, position) VALUES ($1, 'beta', 'Beta', '#000000', 9)"
    await sql.execute(added, acme.id)
    assert (await ada("PATCH", f"/posts/{post['id']}", {"status": "beta"})).json["status"] == "beta"
    assert (await ada("GET", "/posts?status=beta")).json["total"] == 1


async def test_an_unknown_status_is_refused_by_name(ada: Caller) -> None:
    post = await ada.post()
    for answer in (await ada("GET", "/posts?status=lost"), await ada("PATCH", f"/posts/{post['id']}", {"status": "x"})):
        assert (answer.status, answer.code) == (400, "validation_failed")
        assert answer.json["error"]["details"][0]["field"] == "status"


async def test_tags_are_listed_most_used_first_and_equals_by_name(ada: Caller) -> None:
    for name in ("ui", "api", "ui", "billing", None):
        await ada.post(tag=name)
    listed = (await ada("GET", "/tags")).json["tags"]
    assert listed == [{"tag": "ui", "posts": 2}, {"tag": "api", "posts": 1}, {"tag": "billing", "posts": 1}]


async def test_publishable_keys_bring_a_bounded_number_of_tags_into_being(
    ada: Caller, bob: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tag, "MOST", 2)
    given = [(await bob.post(tag=name))["tag"] for name in ("ui", "api", "one too many", "ui")]
    assert given == ["ui", "api", None, "ui"]
    assert (await ada.post(tag="the team's own"))["tag"] == "the team's own"


@pytest.mark.parametrize("tag", ["", "  ", None])
async def test_an_empty_tag_is_none(ada: Caller, tag: str | None) -> None:
    post = await ada.post(tag=tag, description=" ")
    assert (post["tag"], post["description"]) == (None, None)


async def test_null_clears_a_tag_and_what_is_not_given_stays(ada: Caller) -> None:
    post = await ada.post(tag=" ui ", description="Because")
    changed = (await ada("PATCH", f"/posts/{post['id']}", {"tag": None})).json
    assert (post["tag"], changed["tag"], changed["description"]) == ("ui", None, "Because")
