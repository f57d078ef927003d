"""What stands in Markdown that we write: texts of people, on one line and without marks of their own."""

import re
from collections.abc import Iterable

MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def words(text: str) -> str:
    return MARKS.sub(r"\\\1", " ".join(text.split()))


def link(text: str, url: str) -> str:
    return f"[{words(text)}]({url})"


def blocks(some: Iterable[str]) -> str:
    """What is not empty, apart from each other (CommonMark 4.8)."""
    return "\n\n".join(filter(None, (one.strip("\n") for one in some))) + "\n"
