"""What the contract says of votes, merging and taking back, in as few words of Python as it takes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, NamedTuple

Key = tuple[str, bool]  # who, and whether that was proved: a claim and a proof of one id are two voters
Wish = Literal["PUT", "DELETE", "POST"]


class Event(NamedTuple):
    name: str
    post: str
    sequence: int
    votes: int  # as its body shows the post


@dataclass
class Voted:
    """`at` is the database's: null until the vote was looked at."""

    via: str | None = None
    at: datetime | None = None


@dataclass
class Post:
    id: str
    created: datetime
    status: str = "open"
    tag: str | None = None
    merged_into: str | None = None
    version: int = 1
    votes: dict[Key, Voted] = field(default_factory=dict)
    marks: set[Key] = field(default_factory=set)

    def own(self) -> dict[Key, Voted]:
        return {key: vote for key, vote in self.votes.items() if vote.via is None}


class Board:
    def __init__(self) -> None:
        self.posts: dict[str, Post] = {}
        self.events: list[Event] = []

    def add(self, id: str, created: datetime, tag: str | None) -> None:
        self.posts[id] = Post(id, created, tag=tag)
        self._tell("post.created", post=self.posts[id], rise=0)

    def vote(self, id: str, who: str, proof: bool, wish: Wish) -> str:
        """Gives where the vote went."""
        post = self.posts[self.posts[id].merged_into or id]
        has = [key for key in ((who, True), (who, False)) if key in post.votes and (proof or not key[1])]
        if wish != "PUT" and has:
            for key in has:
                if post.votes.pop(key).via:
                    post.marks.add(key)
            self._tell(*["vote.deleted"] * len(has), post=post)
        elif wish != "DELETE":
            self._give(post, (who, proof), has)
        return post.id

    def _give(self, post: Post, key: Key, has: list[Key]) -> None:
        post.marks.discard(key)
        if key in post.votes:
            post.votes[key].via = None
        elif has:
            post.votes[key] = Voted(at=post.votes.pop(has[0]).at)
        else:
            post.votes[key] = Voted()
            self._tell("vote.created", post=post)

    def merge(self, id: str, into: str) -> int:
        post, target = self.posts[id], self.posts[into]
        if id == into or post.merged_into or target.merged_into:
            return 409
        came_with = self._duplicates(id)
        post.votes = post.own()
        target.marks |= post.marks - target.own().keys()
        post.marks = set()
        for one in (post, *came_with):
            one.merged_into = into
        self._copy(target, [post, *came_with], {key for one in (post, *came_with) for key in one.own()})
        self._tell("post.merged", post=post)
        return 200

    def take_back(self, id: str) -> None:
        if self.posts[id].merged_into:
            self._part(self.posts[id])
            self._tell("post.updated", post=self.posts[id])

    def delete(self, id: str) -> None:
        post = self.posts[id]
        if post.merged_into:
            self._part(post)
        for one in self._duplicates(id):
            one.merged_into = None
            self._tell("post.updated", post=one)
        post.votes = post.own()
        self._tell("post.deleted", post=post)
        del self.posts[id]

    def change(self, id: str, change: dict[str, Any]) -> None:
        post = self.posts[id]
        names = {"status": "post.status_changed", "tag": "post.updated"}
        moved = [names[name] for name, value in change.items() if getattr(post, name) != value]
        post.status, post.tag = change.get("status", post.status), change.get("tag", post.tag)
        self._tell(*moved, post=post)

    def rename(self, who: str, to: str) -> None:
        for post in self.posts.values():
            post.votes = {(to if key[0] == who else key[0], key[1]): vote for key, vote in post.votes.items()}
            post.marks = {(to if key[0] == who else key[0], key[1]) for key in post.marks}

    def listed(self) -> Iterator[Post]:
        return (post for post in self.posts.values() if not post.merged_into)

    def _duplicates(self, id: str) -> list[Post]:
        return sorted((post for post in self.posts.values() if post.merged_into == id), key=lambda post: post.id)

    def _part(self, post: Post) -> None:
        assert post.merged_into
        target, post.merged_into = self.posts[post.merged_into], None
        lost = {key for key, vote in target.votes.items() if vote.via == post.id}
        for key in lost:
            del target.votes[key]
        self._copy(target, self._duplicates(target.id), lost)

    def _copy(self, target: Post, sources: list[Post], voters: set[Key]) -> None:
        for source in sorted(sources, key=lambda post: (post.created, post.id)):
            for key, vote in source.own().items():
                if key in voters and key not in target.votes and key not in target.marks:
                    target.votes[key] = Voted(source.id, vote.at)

    def _tell(self, *names: str, post: Post, rise: int = 1) -> None:
        for name in names:
            post.version += rise
            self.events.append(Event(name, post.id, post.version, len(post.votes)))
