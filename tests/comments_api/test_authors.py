"""Whose a comment is: who may change it, and what is shown of who wrote it."""

from typing import Any

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from comments import heard, said
from conftest import caller
from loops_tenants.models import Tenant
from people import person, signed_in
from tenant.tokens import secret_of, token

BOB = {"external_user_id": "bob"}


@pytest.fixture
async def post(ada: Caller) -> Any:
    return await ada.post()


async def may_change(by: Caller, comment: Any, **fields: object) -> int:
    """How an edit is answered, which is how a deletion is."""
    path = f"/comments/{comment['id']}"
    edited, deleted = await by("PATCH", path, {"body": "Edited.", **fields}), await by("DELETE", path, fields or None)
    assert edited.status == 200 if deleted.status == 204 else edited.status == deleted.status
    return edited.status


async def test_a_claim_changes_what_was_claimed(bob: Caller, post: Any) -> None:
    assert await may_change(bob, await said(bob, post)) == 200


async def test_a_claim_never_changes_what_was_proved(ada: Caller, bob: Caller, post: Any) -> None:
    comment = await said(ada, post, **BOB)
    assert await may_change(bob, comment) == 403
    assert await heard(bob, post) == ["Me too."]


async def test_a_proof_changes_both(app: Quart, acme: Tenant, ada: Caller, bob: Caller, post: Any) -> None:
    writer = await caller(app, acme, "secret", "write")
    assert await may_change(writer, await said(bob, post), **BOB) == 200
    assert await may_change(writer, await said(ada, post, **BOB), **BOB) == 200


async def test_somebody_elses_is_forbidden(app: Quart, acme: Tenant, ada: Caller, bob: Caller, post: Any) -> None:
    comment = await said(bob, post)
    eve, writer = bob.saying({"X-Loop-External-User": "eve"}), await caller(app, acme, "secret", "write")
    answer = await eve("PATCH", f"/comments/{comment['id']}", {"body": "Edited."})
    assert (answer.status, answer.code) == (403, "forbidden")
    assert await may_change(writer, comment, external_user_id="eve") == 403


async def test_of_nobody_nothing_is_ones_own(app: Quart, acme: Tenant, post: Any) -> None:
    for kind in ("publishable", "secret"):
        nobody = await caller(app, acme, kind, "write")
        assert await may_change(nobody, await said(nobody, post)) == 403


@pytest.mark.parametrize(("role", "status"), [("owner", 200), ("moderator", 200), ("member", 403), (None, 403)])
async def test_who_may_moderate_changes_anybodys(
    app: Quart, acme: Tenant, bob: Caller, post: Any, role: Any, status: int
) -> None:
    carol = await signed_in(app, await person("Carol", of=acme if role else None, role=role), acme)
    assert await may_change(carol, await said(bob, post)) == status


async def test_what_the_team_does_to_others_comments_is_in_the_audit_log(ada: Caller, bob: Caller, post: Any) -> None:
    first, second = await said(bob, post), await said(bob, post)
    await bob("DELETE", f"/comments/{first['id']}")
    await ada("PATCH", f"/comments/{second['id']}", {"body": "Edited."})
    await ada("DELETE", f"/comments/{second['id']}", {"external_user_id": "eve"})
    entries = (await ada("GET", "/audit")).json["entries"]
    assert [(one["action"], one["subject"], one["details"]) for one in entries] == [
        ("comments.delete", second["id"], {"external_user_id": "…"}),
        ("comments.change", second["id"], {"body": "…"}),
    ]


async def test_the_author_is_the_team_where_a_member_or_a_secret_key_speaks_for_itself(
    app: Quart, acme: Tenant, ada: Caller, bob: Caller, post: Any
) -> None:
    people = [await person("Carol", of=acme), await person("Dan", of=acme, role="member"), await person("Eve")]
    for by in (ada, bob, *[await signed_in(app, one, acme) for one in people]):
        await said(by, post)
    await said(ada, post, **BOB)
    _, page, _ = await bob("GET", f"/posts/{post['id']}/comments")
    assert [(one["author"]["type"], one["author"]["name"]) for one in page["comments"]] == [
        *(("team", None), ("visitor", None), ("team", "Carol"), ("team", "Dan"), ("visitor", "Eve"), ("visitor", None))
    ]


@pytest.mark.parametrize(
    ("name", "shown"), [("Bob B.", "Bob B."), ("bob@example.com", None), ("bob", None), (None, None)]
)
async def test_a_token_says_the_name_unless_it_is_an_address_or_the_id(
    ada: Caller, bob: Caller, post: Any, name: str | None, shown: str | None
) -> None:
    claims = {"name": name} if name else {}
    proved = bob.saying({"X-Loop-Identity": token(await secret_of(ada), sub="bob", **claims)})
    assert (await said(proved, post))["author"] == {"type": "visitor", "name": shown}


async def test_a_visitor_never_sees_an_id_or_an_address(
    app: Quart, acme: Tenant, ada: Caller, bob: Caller, post: Any
) -> None:
    carol = await person("carol@example.com", of=acme)
    await said(await signed_in(app, carol, acme), post)
    await said(ada, post, external_user_id="secret-id")
    got = await bob("GET", f"/posts/{post['id']}/comments")
    assert not any(hidden in str(got.json) for hidden in ("secret-id", str(carol.id), "@", "external_user_id"))


async def test_nobody_comments_anonymously_where_the_board_says_so(ada: Caller, bob: Caller, post: Any) -> None:
    await ada("PATCH", "/tenant", {"anonymous_posting": False})
    stranger = bob.saying({"X-Loop-External-User": "anon:1"})
    answer = await stranger("POST", f"/posts/{post['id']}/comments", {"body": "Me too."})
    assert (answer.status, answer.code) == (403, "forbidden")
    assert await said(bob, post)


async def test_another_tenants_admin_changes_nothing(
    globex: Caller, bob: Caller, post: Any, sql: asyncpg.Connection
) -> None:
    assert await may_change(globex, await said(bob, post)) == 404
    assert await sql.fetchval("SELECT body FROM comments") == "Me too."
