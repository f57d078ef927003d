"""An erased user's id, name and texts are looked for in every column of every table."""

from dataclasses import dataclass

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from loops.models.stamp import stamp
from loops_tenants.models import Tenant
from people import person, signed_in
from tenant.tokens import proving, secret_of, token

MARK = "zqxj"  # in whatever is Bob's
BOB, AS_STRANGER, OWN = f'{MARK} "b"', f"anon:{MARK}", "the own words"


@dataclass
class Board:
    """What happened on one: Bob's ideas, as they fared, and what others did with them."""

    ada: Caller
    bob: Caller
    sql: asyncpg.Connection

    async def idea(self, by: Caller, what: str, **fields: object) -> str:
        texts = {"title": f"{MARK} {OWN} {what}", "description": f"{MARK} {OWN}, at length", **fields}
        again = by.saying({"Idempotency-Key": what})
        return str((await again("POST", "/posts", texts)).json["id"])

    async def comment(self, by: Caller, post: str, **fields: object) -> str:
        again = by.saying({"Idempotency-Key": f"comment {post}"})
        body = {"body": f"{MARK} {OWN}", **fields}
        return str((await again("POST", f"/posts/{post}/comments", body)).json["id"])

    async def written_anew(self, post: str) -> None:
        for n in range(2):
            await self.ada("PATCH", f"/posts/{post}", {"title": f"{MARK} {OWN} {n}", "description": f"{MARK} {n}"})

    async def let_through(self) -> str:
        await self.ada("PATCH", "/tenant", {"moderation": True})
        held = await self.idea(self.bob, "held")
        waiting = await self.comment(self.bob, held)
        for path in (f"/posts/{held}", f"/comments/{waiting}"):
            await self.ada("PATCH", path, {"held": False})
        await self.ada("PATCH", "/tenant", {"moderation": False})
        return held

    async def joined(self) -> list[str]:
        """By who was a stranger then: one of these is deleted since."""
        stranger = {"external_user_id": AS_STRANGER}
        written = [await self.idea(self.ada, f"stranger's {n}", **stranger) for n in range(2)]
        await self.comment(self.ada, written[0], **stranger)
        await self.ada("POST", f"/users/{AS_STRANGER}/merge", {"into": BOB})
        await self.ada("DELETE", f"/posts/{written[1]}")
        return written

    async def told(self, posts: list[str]) -> None:
        """To those who look at the changelog, and to an endpoint that answers with what it was sent."""
        entry = {"title": "Done", "published": True, "posts": posts}
        await self.ada.saying({"Idempotency-Key": "entry"})("POST", "/changelog", entry)
        await self.sql.execute(ECHO)

    async def happen(self) -> None:
        ada, bob = self.ada, self.bob
        await ada("POST", "/webhooks", {"url": "http://127.0.0.1/"})
        others = str((await ada.post("Somebody else's"))["id"])
        kept, deleted, duplicate = [await self.idea(bob, what) for what in ("kept", "deleted", "duplicate")]
        for post in (kept, deleted):
            await self.written_anew(post)
            await ada("PUT", f"/posts/{post}/vote", {"external_user_id": "eve"})
            await ada("POST", f"/posts/{post}/comments", {"body": "Mine too", "external_user_id": "eve"})
        for post in (kept, others):
            await bob("PUT", f"/posts/{post}/vote")
            await ada("DELETE", f"/comments/{await self.comment(bob, post)}")
            await bob("POST", f"/posts/{post}/comments", {"body": f"{MARK} {OWN} again"})
        await ada.saying({"Idempotency-Key": "m"})("POST", f"/posts/{duplicate}/merge", {"into": others})
        as_bob = ada.saying({"X-Loop-External-User": BOB})
        await as_bob("POST", "/keys", {"kind": "publishable"})
        await self.told([kept, deleted, await self.let_through(), *await self.joined()])
        await ada("DELETE", f"/posts/{deleted}")


ECHO = """
INSERT INTO attempts (tenant_id, delivery_id, number, outcome, answer, answer_headers)
SELECT d.tenant_id, d.id, 1, 'refused', convert_to(e.body, 'UTF8'), jsonb_build_object('X-Said', e.body)
FROM deliveries d JOIN events e ON e.id = d.event_id"""
COLUMNS = """
SELECT table_name, column_name, data_type FROM information_schema.columns
WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY')
    AND table_name <> 'aerich'"""


@pytest.fixture
async def board(ada: Caller, bob: Caller, sql: asyncpg.Connection) -> Board:
    proof = token(await secret_of(ada), BOB, name=f"{MARK} Öberg")
    return Board(ada, proving(bob, proof), sql)


async def places(sql: asyncpg.Connection, mark: str = MARK) -> set[str]:
    """The columns where it is."""
    found = set()
    for table, column, kind in await sql.fetch(COLUMNS):
        like = f"strpos({as_text(column, kind)}, $1) > 0"
        if await sql.fetchval(f"SELECT EXISTS (SELECT FROM {table} WHERE {like})", mark):
            found.add(f"{table}.{column}")
    return found


def as_text(column: str, kind: str) -> str:
    return f"encode({column}, 'escape')" if kind == "bytea" else f"{column}::text"


async def test_whose_texts_are_removed_is_nowhere(board: Board) -> None:
    await board.happen()
    everywhere = "posts.title posts.description comments.body events.body post_history.changes post_history.actor"
    others = "kept_answers.answer attempts.answer attempts.answer_headers votes.voter audit_log.actor post_terms.term"
    assert {*everywhere.split(), *others.split()} <= await places(board.sql)
    erased = await board.ada("DELETE", f"/users/{BOB}?texts=remove")
    assert (erased.status, erased.json["posts"], erased.json["votes"]) == (200, 4, 2)
    assert await places(board.sql) == set()
    await stamp()
    told = [one["event"] for one in (await board.ada("GET", "/events?limit=200")).json["events"]]
    assert told.count("post.deleted") == 2
    assert (await board.ada("GET", "/posts")).json["total"] == 4


async def test_whose_texts_are_kept_is_in_them_alone(board: Board) -> None:
    await board.happen()
    assert (await board.ada("DELETE", f"/users/{BOB}")).status == 200
    for name in (BOB, BOB.replace('"', r"\\\""), AS_STRANGER, "Öberg"):
        assert await places(board.sql, name) == set()
    assert {"posts.title", "events.body"} <= await places(board.sql, OWN)


async def test_what_a_deleted_post_said_is_not_in_its_history(board: Board) -> None:
    post = await board.idea(board.bob, "deleted")
    await board.written_anew(post)
    await board.ada("DELETE", f"/posts/{post}")
    lines = await board.sql.fetch("SELECT event, changes FROM post_history ORDER BY id")
    assert [tuple(line) for line in lines] == [
        ("post.created", None),
        ("post.updated", None),
        ("post.updated", None),
        ("post.deleted", None),
    ]


async def test_who_is_in_histories_alone_can_be_forgotten(board: Board) -> None:
    await board.ada("DELETE", f"/posts/{await board.idea(board.bob, 'deleted')}")
    for table in ("events", "kept_answers"):
        await board.sql.execute(f"DELETE FROM {table}")
    assert (await board.ada("DELETE", f"/users/{BOB}")).status == 200
    assert await places(board.sql) == set()
    assert (await board.ada("DELETE", f"/users/{BOB}")).status == 404


async def test_a_person_stays_as_an_account_alone(app: Quart, acme: Tenant, board: Board) -> None:
    somebody = await person(MARK)
    by_session = await signed_in(app, somebody, acme)
    post = await board.idea(by_session, "one")
    await board.comment(by_session, post)
    await board.ada("DELETE", f"/posts/{await board.idea(by_session, 'another')}")
    assert (await board.ada("DELETE", f"/users/person:{somebody.id}?texts=remove")).status == 200
    assert await places(board.sql) == {"persons.name", "persons.email"}


async def test_an_account_of_the_boards_own_is_told_and_goes(app: Quart, acme: Tenant, board: Board) -> None:
    somebody = await person(MARK)
    await board.sql.execute("UPDATE persons SET tenant_id = $1", acme.id)
    await signed_in(app, somebody, acme)
    path = f"/users/person:{somebody.id}"
    told = (await board.ada("GET", path)).json["account"]
    assert (told["name"], told["email"]) == (MARK, f"{MARK}@example.com")
    assert (await board.ada("DELETE", path)).status == 200
    assert await places(board.sql) == set()
    assert await board.sql.fetchval("SELECT count(*) FROM sessions") == 0
    assert (await board.ada("GET", path)).status == 404


async def test_a_members_account_stays(acme: Tenant, board: Board) -> None:
    ada = await person(MARK, of=acme)
    await board.sql.execute("UPDATE persons SET tenant_id = $1", acme.id)
    assert (await board.ada("DELETE", f"/users/person:{ada.id}")).status == 200
    assert await places(board.sql) == {"persons.name", "persons.email"}
