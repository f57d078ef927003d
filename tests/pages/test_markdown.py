"""What people write in Markdown: shown as they meant it, and harmless."""

from time import process_time

import pytest

from loops.pages.markdown import plain, rendered

HARMLESS = [
    ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
    ("[x](data:text/html,hi)", "[x](data:text/html,hi)"),
    ("![x](javascript:alert(1))", "![x](javascript:alert(1))"),
    ("<script>alert(1)</script>", "&lt;script&gt;"),
    ('<img src=x onerror="alert(1)">', "&lt;img"),
    ("<a href='javascript:x'>y</a>", "&lt;a href="),
    ("<!-- hidden -->", "&lt;!-- hidden"),
    ("&lt;b&gt;", "&lt;b&gt;"),
]


@pytest.mark.parametrize(("written", "shown"), HARMLESS)
def test_what_would_run_is_text(written: str, shown: str) -> None:
    html = rendered(written)
    assert shown in html
    for never in ("<script", "<img src=x", "<a href='java", 'href="java', 'href="data'):
        assert never not in html


def test_links_say_nothing_of_us_and_gain_nothing_by_us() -> None:
    for written in ("[here](https://a.test/x)", "https://a.test/x", "<https://a.test/x>"):
        html = rendered(written)
        assert 'href="https://a.test/x" rel="ugc nofollow noopener noreferrer"' in html


@pytest.mark.parametrize("written", ["```sh\nls\n```", "    ls", "|a|\n|---|\n|b|"])
def test_what_may_be_wider_than_the_page_is_scrolled_by_keys(written: str) -> None:
    assert ' tabindex="0"' in rendered(written)


def test_a_picture_waits_and_does_not_tell_who_looks() -> None:
    html = rendered("![A screen](https://a.test/x.png)")
    assert 'src="https://a.test/x.png" alt="A screen"' in html
    assert 'loading="lazy" referrerpolicy="no-referrer"' in html


def test_headings_stand_under_those_of_the_page() -> None:
    html = rendered("# One\n\n###### Six")
    assert '<h3 dir="auto">One</h3>' in html
    assert '<h6 dir="auto">Six</h6>' in html


def test_a_line_end_is_one() -> None:
    assert rendered("one\ntwo") == '<p dir="auto">one<br>\ntwo</p>\n'


def test_tables_lists_and_code_are_known() -> None:
    html = rendered("- a\n\n1. b\n\n```py\nx < 1\n```\n\n|a|\n|-|\n|b|\n\n~~old~~")
    for part in ('<ul dir="auto">', '<ol dir="auto">', "<code>x &lt; 1\n</code>", "<td>b</td>", "<s>old</s>"):
        assert part in html


def test_a_list_shows_the_words_alone() -> None:
    assert plain("# Dark *mode*\n\n- for [the night](https://a.test)\n\n<b>&amp;") == "Dark mode for the night <b>&"
    assert plain("x" * 1000) == "x" * 280 + "…"


WIDE = "|" + "a|" * 100 + "\n|" + "-|" * 100 + "\n" + "|\n" * 4_600


@pytest.mark.parametrize(
    "text",
    ["[" * 10_000, "![" * 5_000, "*" * 10_000, "> " * 5_000, "`" * 9_999, "https://" * 1_250, "http://[" * 1_250, WIDE],
)
def test_nonsense_takes_no_time(text: str) -> None:
    began = process_time()
    assert rendered(text)
    plain(text)
    assert process_time() - began < 0.3


def test_what_is_too_much_of_one_kind_stays_as_it_was_written() -> None:
    assert rendered("https://a.test/x " * 100).count("<a ") == 100
    assert rendered("**b** https://a.test/x " * 101).startswith('<p dir="auto"><strong>b</strong> https://a.test/x <')
    assert rendered("[a](https://a.test) " * 100).count("<a ") == 100
    assert "<a " not in rendered("[a](/x) " * 1_001)
    assert "<td>" not in rendered(WIDE)


def test_thousands_of_lines_in_many_quotations_are_shown_as_they_were_written() -> None:
    """Each line looks for the end of all of them: a fifth of a second for one comment."""
    assert "<blockquote" not in rendered(">" * 20 + "\na" * 4_900)
    assert rendered("> > one\n> two\n" * 400).count("<blockquote") > 1
