"""Who may read and write a board, and what they must prove of who they are."""

from dataclasses import replace

import pytest
from quart import Quart

from caller import Answer, Caller
from conftest import DOMAIN
from pages.reading import read
from tenant.tokens import proving, secret_of, token
from visitor import visit


@pytest.fixture
def nobody(bob: Caller) -> Caller:
    """A publishable key that speaks for no one."""
    return replace(bob, headers={name: value for name, value in bob.headers.items() if name != "X-Loop-External-User"})


@pytest.fixture
async def proven(ada: Caller, bob: Caller) -> Caller:
    return proving(bob, token(await secret_of(ada)))


async def setting(ada: Caller, **change: object) -> None:
    assert (await ada("PATCH", "/tenant", change)).status == 200


async def everything(by: Caller, post: str) -> set[tuple[int, str]]:
    """How all kinds of calls are answered."""
    answers: list[Answer] = [
        await by("GET", "/posts"),
        await by("GET", f"/posts/{post}"),
        await by("GET", "/statuses"),
        await by("GET", "/tags"),
        await by("POST", "/posts", {"title": "Dark mode"}),
        await by("PUT", f"/posts/{post}/vote", {}),
    ]
    return {(answer.status // 100, answer.code if answer.status >= 400 else "") for answer in answers}


GOOD = {(2, "")}


async def test_a_board_that_asks_to_sign_in_takes_tokens_and_secret_keys(
    ada: Caller, bob: Caller, nobody: Caller, proven: Caller
) -> None:
    post = (await ada.post())["id"]
    await setting(ada, privacy="sign_in")
    for stranger in (bob, nobody):
        assert await everything(stranger, post) == {(4, "unauthorized")}
    assert await everything(proven, post) == GOOD
    assert await everything(ada.saying({"X-Loop-External-User": "bob"}), post) == GOOD


async def test_a_members_board_takes_secret_keys_alone(ada: Caller, bob: Caller, proven: Caller) -> None:
    post = (await ada.post())["id"]
    await setting(ada, privacy="members")
    for stranger in (bob, proven):
        assert await everything(stranger, post) == {(4, "forbidden")}
    assert await everything(ada.saying({"X-Loop-External-User": "bob"}), post) == GOOD


async def test_a_key_in_a_url_and_the_apex_are_no_ways_round(ada: Caller, bob: Caller, nobody: Caller) -> None:
    await setting(ada, privacy="sign_in")
    key = bob.headers["Authorization"].removeprefix("Bearer ")
    without = replace(nobody, headers={"Host": nobody.headers["Host"]})
    assert (await without("GET", f"/posts?key={key}")).status == 401
    assert (await bob.saying({"Host": DOMAIN})("GET", "/posts")).status == 401


@pytest.mark.parametrize("privacy", ["sign_in", "members"])
async def test_the_pages_of_a_board_that_is_not_public_show_nothing_of_it(
    app: Quart, ada: Caller, privacy: str
) -> None:
    post = await ada.post(title="A secret plan")
    await setting(ada, privacy=privacy)
    for path in ("/", f"/posts/{post['id']}", "/?q=secret"):
        page = await read(app, path, status=403)
        assert "secret plan" not in page.text
    await setting(ada, privacy="public")
    assert "secret plan" in (await read(app)).text


async def test_its_logo_and_the_description_of_its_api_are_no_secret(app: Quart, ada: Caller) -> None:
    await setting(ada, privacy="members")
    assert (await visit(app, "/openapi.json", ("Host", f"acme.{DOMAIN}"))).status == 200


async def test_where_tokens_are_demanded_a_claim_is_refused(
    ada: Caller, bob: Caller, nobody: Caller, proven: Caller
) -> None:
    post = (await ada.post())["id"]
    await setting(ada, require_identity=True)
    assert await everything(bob, post) == {(4, "unauthorized")}
    assert await everything(proven, post) == GOOD
    claims = [
        await nobody("GET", "/posts?external_user_id=bob"),
        await nobody("PUT", f"/posts/{post}/vote", {"external_user_id": "bob"}),
        await nobody("POST", "/posts", {"title": "Dark mode", "external_user_id": "bob"}),
    ]
    assert {answer.code for answer in claims} == {"unauthorized"}
    assert (await nobody("GET", "/posts")).status == 200  # who speaks for nobody claims nothing


@pytest.mark.parametrize("user", [None, "anon:1f3c"])
async def test_nobody_posts_anonymously_where_that_is_off(ada: Caller, nobody: Caller, user: str | None) -> None:
    body = {"title": "Dark mode", "external_user_id": user}
    assert (await nobody("POST", "/posts", body)).status == 201
    await setting(ada, anonymous_posting=False)
    assert (await nobody("POST", "/posts", body)).code == "forbidden"
    assert (await nobody("POST", "/posts", body | {"external_user_id": "bob"})).status == 201
    assert (await ada("POST", "/posts", body)).status == 201


async def test_nobody_votes_anonymously_where_that_is_off(ada: Caller, nobody: Caller, proven: Caller) -> None:
    path = f"/posts/{(await ada.post())['id']}/vote"
    stranger = {"external_user_id": "anon:1f3c"}
    assert (await nobody("PUT", path, stranger)).status == 200
    await setting(ada, anonymous_voting=False)
    for method in ("POST", "PUT", "DELETE"):
        assert (await nobody(method, path, stranger)).code == "forbidden"
    assert (await nobody("PUT", path, {"external_user_id": "bob"})).json["votes"] == 2
    assert (await proven("PUT", path)).status == 200
    assert (await nobody("POST", "/posts", {"title": "Dark mode"})).status == 201
