import re

from house.pages import ROOT, blocks, files, pages, spans, text

IN_THE_HOUSE = re.compile(r"(?:platform|tenants|tests|docs|bench|migrations)/[\w./]*")
YET_TO_COME = re.compile("release")  # what STYLE.md adds, to show how


def test_the_example_is_the_code_itself() -> None:
    code = [file.read_text() for file in files(ROOT / "platform")]
    for example in blocks(text("STYLE.md"), "python"):
        assert any(example.strip() in source for source in code)


def test_files_that_are_named_are_there() -> None:
    named = {span for page in pages() for span in spans(page.read_text()) if IN_THE_HOUSE.fullmatch(span)}
    assert [name for name in sorted(named) if not YET_TO_COME.search(name) and not (ROOT / name).exists()] == []
