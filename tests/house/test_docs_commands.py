import re
from collections.abc import Iterator

import click

from house.pages import ROOT, commands, pages, text
from loops import cli

LOOPS = re.compile(r"(?:^|[/ ])loops( [a-z-].*|$)")


def test_every_loops_command_in_the_docs_exists() -> None:
    assert [command for command in told(LOOPS) if not can_be_typed(command.split())] == []


def test_every_make_target_in_the_docs_exists() -> None:
    targets = set(re.findall(r"^(\w+):", text("Makefile"), re.M))
    assert set(told(re.compile(r"^make ([a-z]+)"))) <= targets


def test_the_readme_leads_to_the_two_commands() -> None:
    assert {"make run", "make test"} <= set(commands(text("README.md")))


def test_every_page_can_be_reached_from_the_readme() -> None:
    assert [page.name for page in (ROOT / "docs").glob("*.md") if f"docs/{page.name}" not in text("README.md")] == []


def told(form: re.Pattern[str]) -> Iterator[str]:
    for page in pages():
        yield from (found[1] for command in commands(page.read_text()) if (found := form.search(command)))


def can_be_typed(words: list[str]) -> bool:
    """Whether the words name a command, and only options that it has."""
    command: click.Command | None = cli.loops
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        command = command.get_command(click.Context(command), words.pop(0))
    if command is None:
        return False
    known = {"--help", *(option for parameter in command.params for option in parameter.opts)}
    return {word.partition("=")[0] for word in words if word.startswith("--")} <= known
