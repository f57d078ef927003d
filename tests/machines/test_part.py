"""What people write stays in its own part of a document."""

from time import thread_time

import pytest
from markdown_it import MarkdownIt
from quart import Quart

from caller import Caller
from comments import said
from loops.pages.machines.part import part
from machines.asking import announced, told
from pages.test_safety import HOSTILE

BREAKING = (
    "# A heading\n\nUnderlined,\non two lines\n===\n\nand another\n---",
    "> # Quoted\n> Underlined\n> ===\n\n- # Listed\n  ## Deeper",
    "#\n\n###### Deepest\r\n# After\r# it",
    "```\n# no heading, and no end",
    "~~~~ sh\n```\n# no end\n~~~",
    "<!-- no end",
    "words\n<script>\n# one",
    "> <div>\n\n1. <?php",
    "<pre>\n\n# one\n\n",
)
READER = MarkdownIt("commonmark")  # raw HTML and all, as others read it
OURS = MarkdownIt("commonmark", {"html": False})


def headings(text: str, reader: MarkdownIt = READER) -> list[str]:
    return [token.tag for token in reader.parse(text) if token.type == "heading_open"]


@pytest.mark.parametrize("text", [*BREAKING, *HOSTILE])
def test_a_part_ends_where_it_ends(text: str) -> None:
    tags = headings(f"# Title\n\n{part(text)}\n\n## Next")
    assert (tags[0], tags[-1]) == ("h1", "h2")
    assert set(tags[1:-1]) <= {"h3", "h4", "h5", "h6"}
    assert len(tags) - 2 == len(headings(text, OURS))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A # b\n\n    # code\n\n```\n# code\n```", "A # b\n\n    # code\n\n```\n# code\n```"),
        ("## Two ##", "#### Two ##"),
        ("- One\n  *line*\n  ===", "- ### One *line*"),
        ("<https://example.com> and `<b>`", "<https://example.com> and `<b>`"),
        ("<b>so</b>", "\\<b>so</b>"),
        ("> ```\n> open", "> ```\n> open"),
    ],
)
def test_what_breaks_nothing_stays(text: str, shown: str) -> None:
    assert part(text) == shown


@pytest.mark.parametrize("text", ["[" * 9_999, "> " * 5_000, "# a\n" * 2_500, "<" * 9_999, "-" * 9_999, "* " * 5_000])
def test_it_takes_no_time(text: str) -> None:
    before = thread_time()
    part(text)
    assert thread_time() - before < 0.5


async def test_nobody_breaks_the_outline_of_a_twin(app: Quart, ada: Caller, bob: Caller) -> None:
    post = await ada.post("Dark mode", description="# Why\n\n```\nopen")
    for body in ("# Me too", "Hello\n---"):
        await said(bob, post, body)
    text = await told(app, f"/posts/{post['id']}.md", "text/markdown")
    assert headings(text) == ["h1", "h3", "h2", "h3", "h2", "h4"]
    await announced(ada, body="# News")
    assert headings(await told(app, "/changelog.md", "text/markdown")) == ["h1", "h2", "h3"]
