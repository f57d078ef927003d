"""Programs to copy: files that run as they are, and name the address and the key of whoever reads them."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "snippets"
LANGUAGES = {"mjs": "js", "py": "python", "rb": "ruby"}  # as fences name them, where files are called otherwise

# What stands for the board's address, and for the key, in the files.
HOME, KEY = "https://acme.your-loop.app", "loop_sk_..."


def fence(home: str, name: str, title: str = "") -> str:
    """As Markdown shows it. `title` is what tells it from others that say the same."""
    language = name.rpartition(".")[2]
    return f"```{LANGUAGES.get(language, language)} {title}".rstrip() + f"\n{code(name).replace(HOME, home)}```\n"


@cache
def code(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
