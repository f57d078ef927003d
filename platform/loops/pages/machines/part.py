"""What somebody wrote, as a part of a Markdown document: what it begins, it ends."""

import re
from functools import cache

from markdown_it import MarkdownIt

from loops.pages.markdown import overdone

NEWLINE = re.compile("\r\n?")
DEEPER = 2  # than the title and the headings of the document itself; on a page it is the same
# What begins a block of raw HTML (CommonMark 4.6), which may go on to the end of all; behind it no autolink.
HTML = re.compile(r"^([\s>*+\-\d.)]*)<(?=[!?/]|[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$))")


def part(text: str) -> str:
    """Its headings begin at the third level, its HTML is words, and a fence that it leaves open is closed."""
    lines = NEWLINE.sub("\n", text).split("\n")
    content = ""
    for token in reversed(blocks(*overdone(text)).parse("\n".join(lines))):
        first, last = token.map or (0, 0)
        if token.type == "inline":
            content = token.content
            lines[first:last] = [HTML.sub(r"\1\<", line) for line in lines[first:last]]
        elif token.type == "heading_open":
            lines[first:last] = [lowered(lines[first], token.markup, content)]
        elif token.type == "fence" and token.level == 0:  # in a list or a quotation it ends with that
            lines[first:last] = closed(lines[first:last], token.markup)
    return "\n".join(lines)


@cache
def blocks(*without: str) -> MarkdownIt:
    """Reads where they are, and not what is in them."""
    return MarkdownIt("commonmark", {"html": False}).disable(["inline", *without])


def lowered(line: str, markup: str, content: str) -> str:
    """A heading's first line, or the only one: one that was underlined is not any more."""
    underlined = {"=": 1, "-": 2}.get(markup)
    marks = "#" * min((underlined or len(markup)) + DEEPER, 6)
    if not underlined:
        return line.replace(markup, marks, 1)
    before = line[: line.find(content.partition("\n")[0])]
    return f"{before}{marks} {' '.join(content.split())}"


def closed(lines: list[str], fence: str) -> list[str]:
    ends = re.compile(f" {{0,3}}{fence}{re.escape(fence[0])}*[ \t]*")
    return lines if len(lines) > 1 and ends.fullmatch(lines[-1]) else [*lines, fence]
