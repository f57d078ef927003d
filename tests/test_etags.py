"""ETags: an answer that its reader has already is not sent again."""

import pytest

from caller import Answer, Caller

READABLE = ["/posts", "/posts/{id}", "/posts/{id}/votes", "/statuses", "/tags", "/keys"]


async def readable(ada: Caller) -> list[str]:
    post = await ada.post()
    return [path.replace("{id}", post["id"]) for path in READABLE]


async def test_every_get_has_a_strong_tag_and_honours_it(ada: Caller) -> None:
    for path in await readable(ada):
        first = await ada("GET", path)
        tag = first.headers["ETag"]
        assert (first.status, tag[0], tag[-1]) == (200, '"', '"')
        again = await ada.saying({"If-None-Match": tag})("GET", path)
        assert (again.status, again.json, again.headers["ETag"]) == (304, None, tag)


@pytest.mark.parametrize("told", ["{tag}", "W/{tag}", '"other", {tag}', 'W/"other",W/{tag}', "*"])
async def test_a_tag_is_found_in_a_list_and_though_it_is_weak(ada: Caller, told: str) -> None:
    for path in await readable(ada):
        tag = (await ada("GET", path)).headers["ETag"]
        assert (await ada.saying({"If-None-Match": told.format(tag=tag)})("GET", path)).status == 304


@pytest.mark.parametrize("told", ['"other"', "", "tag", '"', "W/", '"' + "x" * 5_000])
async def test_another_tag_is_none(ada: Caller, told: str) -> None:
    for path in await readable(ada):
        assert (await ada.saying({"If-None-Match": told})("GET", path)).status == 200


async def test_who_has_just_written_sees_it(ada: Caller) -> None:
    for path in await readable(ada):
        tag = (await ada("GET", path)).headers["ETag"]
        for voter in ("bob", "eve"):
            post = await ada.post(tag=voter)
            await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": voter})
        await ada("POST", "/keys", {"kind": "publishable"})
        fresh = await ada.saying({"If-None-Match": tag})("GET", path)
        assert fresh.status == (304 if "/statuses" in path or "-" in path else 200)


async def test_a_tag_is_no_key(ada: Caller) -> None:
    tag = (await ada("GET", "/posts")).headers["ETag"]
    stranger = ada.saying({"If-None-Match": tag, "Authorization": ""})
    assert (await stranger("GET", "/posts")).status == 401


async def test_caches_are_private_and_ask_each_time(ada: Caller) -> None:
    tag = (await ada("GET", "/posts")).headers["ETag"]
    answers: list[Answer] = [
        await ada("GET", "/posts"),
        await ada.saying({"If-None-Match": tag})("GET", "/posts"),
        await ada("GET", "/nothing"),
        await ada("POST", "/posts", {"title": "Dark mode"}),
    ]
    assert [answer.status for answer in answers] == [200, 304, 404, 201]
    for answer in answers:
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert answer.headers["Vary"] == "Authorization, X-Loop-External-User, Cookie"


async def test_only_what_was_read_has_a_tag(ada: Caller) -> None:
    assert "ETag" not in (await ada("POST", "/posts", {"title": "Dark mode"})).headers
    assert "ETag" not in (await ada("GET", "/nothing")).headers


async def test_head_is_get_without_a_body(ada: Caller) -> None:
    for path in await readable(ada):
        whole = await ada("GET", path)
        head = await ada.client.head(f"/api/v1{path}", headers=ada.headers)
        assert (head.status_code, await head.get_data(as_text=True)) == (200, "")
        assert {name: head.headers[name] for name in ("ETag", "Content-Type")} == {
            "ETag": whole.headers["ETag"],
            "Content-Type": "application/json",
        }


async def test_who_sees_more_has_another_tag(ada: Caller, bob: Caller) -> None:
    await ada.post()
    tag = (await bob("GET", "/posts")).headers["ETag"]
    secret = ada.saying({"If-None-Match": tag, "X-Loop-External-User": "bob"})
    assert (await secret("GET", "/posts")).status == 200


async def test_nobody_is_told_that_a_user_who_was_forgotten_is_still_there(ada: Caller) -> None:
    await ada.post(external_user_id="bob")
    tag = (await ada("GET", "/posts")).headers["ETag"]
    await ada("DELETE", "/users/bob")
    fresh = await ada.saying({"If-None-Match": tag})("GET", "/posts")
    assert (fresh.status, fresh.json["posts"][0]["external_user_id"]) == (200, None)
