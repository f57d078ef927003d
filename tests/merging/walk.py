"""A walk of random steps, and after each of them every counter beside a recount and beside the contract's words."""

import json
from datetime import datetime
from math import log2
from random import Random
from typing import Any

import asyncpg
import pytest

from caller import Caller
from merging.reference import Board, Event, Key, Wish
from test_totals import counted, kept

WISHES: tuple[Wish, ...] = ("PUT", "PUT", "PUT", "POST", "DELETE")
WHO = ("ann", "ben", "cem")
AGES = ("now()", "now() - interval '3 days'", "now() - interval '3 years'", "'1970-01-01'")
AGED = "UPDATE posts SET created_at = {at}, trend = loops_weeks({at}) WHERE id = $1 RETURNING created_at"
VOTED_AT = (
    "UPDATE votes SET created_at = {at} WHERE id = (SELECT id FROM votes WHERE via IS NULL ORDER BY id DESC LIMIT 1)"
)
SUMMED = "UPDATE posts SET trend = trend_of_newest(tenant_id, id, created_at, '{}')"
POSTS = "SELECT id::text, status, tag, votes, trend, version, merged_into::text, created_at, copying FROM posts"
VOTES = "SELECT post_id::text, voter, verified, via::text, created_at FROM votes"
MARKS = "SELECT post_id::text, voter, verified FROM vote_marks"
EVENTS = "SELECT name, post_id::text, sequence, body FROM events ORDER BY ordinal OFFSET $1"
UNKNOWN = (
    "SELECT voter FROM votes WHERE voter LIKE 'erased:%' UNION SELECT voter FROM vote_marks WHERE voter LIKE 'erased:%'"
)


def weeks(at: datetime) -> float:
    return at.timestamp() / 604800


class Walk:
    def __init__(self, seed: int, ada: Caller, bob: Caller, sql: asyncpg.Connection) -> None:
        self.chance, self.ada, self.bob, self.sql = Random(seed), ada, bob, sql
        self.board, self.seen, self.log = Board(), 0, [f"seed {seed}"]
        self.steps = [self.post, self.change, self.delete, *[self.vote] * 8, *[self.merge] * 4, *[self.take_back] * 3]

    async def step(self) -> None:
        rare = self.chance.random() < 0.02
        step = self.post if len(self.board.posts) < 3 else self.erase if rare else self.chance.choice(self.steps)
        await step()
        await self.check()

    def any(self, *, unmerged: bool = False) -> str:
        return self.chance.choice(
            sorted(post.id for post in self.board.posts.values() if not (unmerged and post.merged_into))
        )

    def say(self, *words: object) -> None:
        self.log.append(" ".join(str(word)[-12:] for word in words))

    async def post(self) -> None:
        if len(self.board.posts) < 7:
            tag, at = self.chance.choice(["ui", "api", None]), self.chance.choice(AGES)
            id = str((await self.ada.post(tag=tag))["id"])
            self.say("post", id, at)
            self.board.add(id, await self.sql.fetchval(AGED.format(at=at), id), tag)

    async def vote(self) -> None:
        id, who, proof = self.any(), self.chance.choice(WHO), self.chance.random() < 0.7
        wish = self.chance.choice(WISHES)
        self.say(wish, id, who, proof)
        answer = await (self.ada if proof else self.bob)(wish, f"/posts/{id}/vote", {"external_user_id": who})
        where = self.board.vote(id, who, proof, wish)
        post = self.board.posts[where]
        shown = wish == "PUT" or ((who, proof) in post.votes and wish == "POST")
        assert answer.json == {"post_id": where, "voted": shown, "votes": len(post.votes)}
        if self.chance.random() < 0.2 and any(vote.at is None for vote in post.votes.values()):
            await self.sql.execute(VOTED_AT.format(at=self.chance.choice(AGES)))
            await self.sql.execute(SUMMED)

    async def merge(self) -> None:
        sensible = self.chance.random() < 0.8
        id, into = self.any(unmerged=sensible), self.any(unmerged=sensible)
        self.say("merge", id, into)
        answer = await self.ada("POST", f"/posts/{id}/merge", {"into": into})
        assert answer.status == self.board.merge(id, into)
        if answer.status == 200:
            assert (answer.json["id"], answer.json["merged_into"]) == (id, into)

    async def take_back(self) -> None:
        id = self.chance.choice([post.id for post in self.board.posts.values() if post.merged_into] or [self.any()])
        self.say("take back", id)
        answer = await self.ada("DELETE", f"/posts/{id}/merge")
        self.board.take_back(id)
        assert (answer.status, answer.json["id"], answer.json["merged_into"]) == (200, id, None)

    async def delete(self) -> None:
        id = self.any()
        self.say("delete", id)
        assert (await self.ada("DELETE", f"/posts/{id}")).status == 204
        self.board.delete(id)

    async def change(self) -> None:
        id = self.any()
        change = {"status": self.chance.choice(["open", "done"]), "tag": self.chance.choice(["ui", None])}
        self.say("change", id, change)
        assert (await self.ada("PATCH", f"/posts/{id}", change)).status == 200
        self.board.change(id, change)

    async def erase(self) -> None:
        who, before = self.chance.choice(WHO), {voter for (voter,) in await self.sql.fetch(UNKNOWN)}
        self.say("erase", who)
        await self.ada("DELETE", f"/users/{who}")
        for (voter,) in await self.sql.fetch(UNKNOWN):
            if voter not in before:
                self.board.rename(who, voter)

    async def check(self) -> None:
        votes = await self.votes()
        for post in await self.sql.fetch(POSTS):
            ours, theirs = self.board.posts[post["id"]], votes.get(post["id"], {})
            for key, vote in ours.votes.items():
                vote.at = vote.at or theirs[key][1]
            assert {key: (vote.via, vote.at) for key, vote in ours.votes.items()} == theirs
            times = [weeks(at) for at in (post["created_at"], *(at for _, at in theirs.values()))]
            assert post["trend"] == pytest.approx(
                max(times) + log2(sum(2 ** max(at - max(times), -1000) for at in times)), abs=1e-6
            )
            shown = tuple(post)[1:4] + tuple(post)[5:7]
            assert shown == (ours.status, ours.tag, len(ours.votes), ours.version, ours.merged_into)
            assert not post["copying"]
        assert votes.keys() <= self.board.posts.keys()
        assert await kept(self.sql) == await counted(self.sql)
        await self.check_events()
        await self.check_marks()
        if self.chance.random() < 0.2:
            await self.check_shown()

    async def votes(self) -> dict[str, dict[Key, tuple[str | None, datetime]]]:
        found: dict[str, dict[Key, tuple[str | None, datetime]]] = {}
        for post, voter, verified, via, at in await self.sql.fetch(VOTES):
            found.setdefault(post, {})[voter.removeprefix("user:"), verified] = via, at
        return found

    async def check_events(self) -> None:
        new = await self.sql.fetch(EVENTS, self.seen)
        told = [Event(name, post, n, json.loads(body)["post"]["votes"]) for name, post, n, body in new]
        assert told == self.board.events[self.seen :]
        self.seen += len(new)

    async def check_marks(self) -> None:
        marks = {(post, voter.removeprefix("user:"), proof) for post, voter, proof in await self.sql.fetch(MARKS)}
        assert marks == {(post.id, *mark) for post in self.board.posts.values() for mark in post.marks}

    async def check_shown(self) -> None:
        if not self.board.posts:
            return
        ours, who = self.board.posts[self.any()], self.chance.choice(WHO)
        for caller, proofs in ((self.ada, (True, False)), (self.bob, (False,))):
            shown = (await caller("GET", f"/posts/{ours.id}?external_user_id={who}")).json
            assert shown["voted"] == any((who, proof) in ours.votes for proof in proofs)
        listed = (await self.ada("GET", f"/posts/{ours.id}/votes")).json["votes"]
        assert sorted(
            (vote["external_user_id"] or "", vote["verified"], vote["via"] or "") for vote in listed
        ) == sorted(
            ("" if who.startswith("erased:") else who, proof, vote.via or "")
            for (who, proof), vote in ours.votes.items()
        )
        page: Any = (await self.ada("GET", "/posts?sort=top")).json
        assert (page["total"], {post["id"]: post["votes"] for post in page["posts"]}) == (
            len(page["posts"]),
            {post.id: len(post.votes) for post in self.board.listed()},
        )
