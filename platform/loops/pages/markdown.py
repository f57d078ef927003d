"""Markdown to HTML that may stand in a page: CommonMark, links found in plain text, and nothing that runs.

Rendered by markdown-it-py, which lets no raw HTML through, and cleaned by nh3 (ammonia), which knows only the elements
named here.
"""

from collections.abc import Iterator, MutableMapping, Sequence
from functools import cache, lru_cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup

BLOCKS = ("p", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote")
TAGS = {*BLOCKS, "br", "hr", "strong", "em", "s", "code", "pre", "li", "a", "img"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {
    "*": {"dir"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "loading", "referrerpolicy"},
    "ol": {"start"},
    "pre": {"tabindex"},
    "table": {"tabindex"},
}
SCROLLED = '<pre tabindex="0">'
SCHEMES = {"http", "https", "mailto"}
REL = "ugc nofollow noopener noreferrer"
# Each costs the more, the more of it there is: 10 000 characters of nothing else took seconds. What goes beyond what
# people write is shown as it was written.
MOST_LINKS, MOST_BRACKETS, MOST_CELLS, MOST_QUOTED = 100, 1_000, 3_000, 3_000


@lru_cache(512)
def rendered(text: str) -> Markup:
    """Of a post, a comment or an entry of the changelog."""
    clean = nh3.clean(read(text), tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=REL)
    return Markup(clean)


def plain(text: str, most: int = 280) -> str:
    """The beginning of what it says, without its marks, in one line."""
    return beginning(text[: 4 * most], most)


@lru_cache(2048)  # of beginnings: whole texts would be kept for their sake
def beginning(text: str, most: int) -> str:
    words = " ".join(nh3.clean(read(text), tags=set()).split())
    said = str(Markup(words).unescape())
    return said if len(said) <= most else f"{said[:most].rstrip()}…"


class Reader(RendererHTML):
    """Every block runs in its own direction, a picture waits until it is seen, and tells nobody who looks."""

    def renderToken(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        token = tokens[idx]
        if token.nesting == 1 and token.tag in BLOCKS:
            token.attrSet("dir", "auto")
        if token.nesting == 1 and token.tag == "table":
            token.attrSet("tabindex", "0")  # as with code: what is wider than the page is scrolled by keys, too
        return super().renderToken(tokens, idx, options, env)

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]) -> str:
        return super().fence(tokens, idx, options, env).replace("<pre>", SCROLLED, 1)

    def code_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]) -> str:
        return super().code_block(tokens, idx, options, env).replace("<pre>", SCROLLED, 1)

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]) -> str:
        tokens[idx].attrs |= {"loading": "lazy", "referrerpolicy": "no-referrer"}
        return super().image(tokens, idx, options, env)


def below_the_page(state: Any) -> None:
    """A page has one h1 and its own h2: what somebody writes begins under them."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"


def read(text: str) -> str:
    html: str = reader(*overdone(text)).render(text)
    return html


def overdone(text: str) -> Iterator[str]:
    """The rules of Markdown that this text has too much for."""
    if text.count("://") > MOST_LINKS:
        yield "linkify"
    if text.count("[") > MOST_BRACKETS:
        yield from ("link", "image")
    if across(text, "|") > MOST_CELLS:
        yield "table"
    if across(text, ">") > MOST_QUOTED:
        yield "blockquote"


def across(text: str, mark: str) -> int:
    """How many there may be if each line counts as one that has the most: cells, and quotations that lines are in."""
    return max(line.count(mark) for line in text.split("\n")) * text.count("\n") if mark in text else 0


@cache
def reader(*without: str) -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True}, renderer_cls=Reader)
    made.enable(["linkify", "table", "strikethrough"])
    made.disable([*without])
    made.core.ruler.push("below_the_page", below_the_page)
    return made
