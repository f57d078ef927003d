"""What a stream tells to who comes later: nothing that was taken away, or written anew, in between."""

from typing import Any

from caller import Caller
from comments import said
from loops.models.stamp import stamp
from streaming.conftest import Listen

SECRET = "Her number is 555 0100"


async def told_again(by: Caller, listen: Listen, count: int) -> list[Any]:
    """What follows the first event."""
    await stamp()
    async with listen(by, last=1) as ear:
        return [one.data for one in await ear.several(count)]


async def test_of_a_deleted_post_its_deletion_alone_is_told(ada: Caller, bob: Caller, listen: Listen) -> None:
    await ada.post("First")
    post = await ada.post(SECRET, description=SECRET)
    await said(bob, post, SECRET)
    await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": "bob"})
    await ada("DELETE", f"/posts/{post['id']}")
    (told,) = await told_again(bob, listen, 1)
    assert (told["event"], told["post"]["id"]) == ("post.deleted", post["id"])
    assert (told["post"]["title"], told["post"]["description"]) == ("[removed]", None)


async def test_a_text_is_told_as_it_is_by_now(ada: Caller, bob: Caller, listen: Listen) -> None:
    await ada.post("First")
    post = await ada.post(SECRET, description=SECRET)
    await ada("PATCH", f"/posts/{post['id']}", {"title": "Call me", "description": None, "status": "done"})
    made, moved, changed = await told_again(bob, listen, 3)
    assert [one["post"]["title"] for one in (made, moved, changed)] == ["Call me"] * 3
    assert moved["changes"] == {"status": {"from": "open", "to": "done"}}
    assert changed["changes"] == {name: {"from": None, "to": None} for name in ("title", "description")}
    assert SECRET not in str((made, moved, changed))


async def test_a_comment_is_told_as_it_is_by_now(ada: Caller, bob: Caller, listen: Listen) -> None:
    post = await ada.post("First")
    gone, changed = await said(ada, post, SECRET), await said(ada, post, SECRET)
    await ada("DELETE", f"/comments/{gone['id']}")
    await ada("PATCH", f"/comments/{changed['id']}", {"body": "Call me"})
    (told,) = await told_again(bob, listen, 1)
    assert (told["comment"]["id"], told["comment"]["body"]) == (changed["id"], "Call me")


async def test_what_a_process_remembers_is_told_no_later_either(ada: Caller, bob: Caller, listen: Listen) -> None:
    await ada.post("First")
    await stamp()
    async with listen(ada) as all_the_time:
        post = await ada.post(SECRET)
        await stamp()
        assert (await all_the_time.next()).data["post"]["title"] == SECRET
        await ada("PATCH", f"/posts/{post['id']}", {"title": "Call me"})
        told = await told_again(bob, listen, 2)
    assert SECRET not in str(told)
