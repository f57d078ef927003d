"""The form of a new post: what was written in it, and what is wrong with that, by names of texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from loops.models.writing import NewPost, is_blank
from loops.pages import form_code
from loops.pages.trap import caught

SHORTEST, LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_TAG = 3, 140, 10_000, 40


@dataclass
class PostForm:
    """`seen`: similar posts were shown already. `code` tells one filled-in form from another (see form_code.py)."""

    title: str = ""
    description: str = ""
    tag: str = ""
    seen: bool = False
    code: str = field(default_factory=form_code.made)
    website: str = ""

    @classmethod
    def sent(cls, values: Mapping[str, str]) -> Self:
        sent = written(values, ("title", "description", "tag", "website"))
        return cls(**sent, seen=bool(values.get("seen")), code=values.get("code", ""))

    def asked(self) -> NewPost:
        return NewPost(title=self.title, description=self.description, tag=self.tag, source="board")

    def problems(self, *, by_stranger: bool) -> dict[str, str]:
        """By the field: the key of the text that says what to mend."""
        found = problems_of(self.title, self.description, self.tag)
        if key := caught(self.code, self.website, by_stranger=by_stranger):
            found["form"] = key
        return found

    def shown_again(self) -> Self:
        self.code = form_code.kept(self.code)
        return self


def written(values: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """As people mean it: without what browsers and clipboards put in."""
    texts = {name: values[name].replace("\0", "").replace("\r\n", "\n").strip() for name in names if name in values}
    return {name: "" if is_blank(text) else text for name, text in texts.items()}


def problems_of(title: str, description: str, tag: str = "") -> dict[str, str]:
    """By the field: the key of the text that says what to mend."""
    too_long = "post_title_long" if len(title) > LONGEST_TITLE else ""
    found = {
        "title": "post_title_short" if len(title) < SHORTEST else too_long,
        "description": "post_description_long" if len(description) > LONGEST_DESCRIPTION else "",
        "tag": "post_tag_long" if len(tag) > LONGEST_TAG else "",
    }
    return {name: key for name, key in found.items() if key}
