"""The repository's own files, as tests read them."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MADE = {"var", "build", "dist", "node_modules", "__pycache__"}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


def files(folder: Path = ROOT) -> Iterator[Path]:
    """What people wrote, without asking git: a downloaded archive has none."""
    for entry in sorted(folder.iterdir()):
        if entry.name in MADE or (entry.name.startswith(".") and entry.name != ".ci"):
            continue
        if entry.is_dir():
            yield from files(entry)
        else:
            yield entry


def pages() -> list[Path]:
    return [file for file in files() if file.suffix == ".md"]


def text(page: str) -> str:
    return (ROOT / page).read_text()


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks of a language, in order."""
    return [code for spoken, code in FENCE.findall(page) if spoken == language]


def spans(page: str) -> list[str]:
    """Code within a line."""
    return re.findall(r"`([^`\n]+)`", FENCE.sub("", page))


def commands(page: str) -> list[str]:
    """What a page tells to type: lines of its shell blocks, and code within a line."""
    lines = "\n".join(blocks(page, "sh")).replace("\\\n", " ").splitlines()
    return [*(line.split(" #")[0].strip() for line in lines), *spans(page)]
