"""The form of an entry in the changelog: what was written in it, and what is wrong with that, by names of texts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID

from werkzeug.datastructures import MultiDict

from loops.models.changelog_shapes import CONTROLS, LONGEST, MOST_POSTS, EntryChange, NewEntry
from loops.pages import form_code
from loops.pages.post_form import written

LONGEST_TITLE = 140
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)


@dataclass
class EntryForm:
    """`posts`: those that are ticked. `others`: the addresses of more, one a line."""

    title: str = ""
    body: str = ""
    posts: list[str] = field(default_factory=list)
    others: str = ""
    published: bool = False
    code: str = field(default_factory=form_code.made)

    @classmethod
    def sent(cls, values: "MultiDict[str, str]") -> Self:
        texts = written(values, ("title", "body", "others"))
        texts["body"] = CONTROLS.sub("", texts.get("body", ""))
        published = values.get("act") == "publish"
        return cls(**texts, posts=values.getlist("posts"), published=published, code=values.get("code", ""))

    @classmethod
    def of(cls, entry: dict[str, Any]) -> Self:
        posts = [post["id"] for post in entry["posts"]]
        return cls(entry["title"], entry["body"] or "", posts, published=entry["published_at"] is not None)

    def problems(self) -> dict[str, str]:
        found = {}
        if not 0 < len(self.title) <= LONGEST_TITLE:
            found["title"] = "entry_title_long" if self.title else "entry_title_empty"
        if len(self.body) > LONGEST:
            found["body"] = "entry_body_long"
        if len(self.linked()) > MOST_POSTS:
            found["others"] = "entry_posts_many"
        if form_code.age(self.code) is None:
            found["form"] = "form_old"
        return found

    def shown_again(self) -> Self:
        self.code = form_code.kept(self.code)
        return self

    def linked(self) -> list[UUID]:
        """By the ids in what was ticked, and in the addresses, each once."""
        ids: Iterable[str] = ID.findall("\n".join([*self.posts, self.others]))
        return list(dict.fromkeys(map(UUID, ids)))

    def asked(self) -> NewEntry:
        return NewEntry(title=self.title, body=self.body, posts=self.linked(), published=self.published)

    def change(self) -> EntryChange:
        return EntryChange(title=self.title, body=self.body or None, posts=self.linked(), published=self.published)
