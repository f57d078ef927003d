"""The form of a comment: what was written in it, and what is wrong with that, by names of texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from loops.models.comment_shown import NewComment
from loops.pages import form_code
from loops.pages.post_form import written
from loops.pages.trap import caught

LONGEST = 10_000


@dataclass
class CommentForm:
    """`internal`: a note of the team to itself. `code` tells one filled-in form from another (see form_code.py)."""

    body: str = ""
    internal: bool = False
    code: str = field(default_factory=form_code.made)
    website: str = ""
    problems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def sent(cls, values: Mapping[str, str], *, by_stranger: bool) -> Self:
        body = written(values, ("body",)).get("body", "")
        form = cls(body, bool(values.get("internal")), values.get("code", ""), values.get("website", ""))
        found = {"body": problem_of(body), "form": caught(form.code, form.website, by_stranger=by_stranger)}
        form.problems = {name: key for name, key in found.items() if key}
        return form

    def asked(self) -> NewComment:
        return NewComment(body=self.body, internal=self.internal)

    def shown_again(self) -> Self:
        self.code = form_code.kept(self.code)
        return self


def problem_of(body: str) -> str:
    """The key of the text that says what to mend; empty where there is nothing."""
    return "comment_empty" if not body else "comment_long" if len(body) > LONGEST else ""
