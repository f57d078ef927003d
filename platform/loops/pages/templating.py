"""The templates, in each language: everything that they are given is escaped."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from loops.locales import Language
from loops.models.tenant_settings import logo_path
from loops.pages.brand_css import brand_path
from loops.pages.files import ICON, SCRIPT, STYLE
from loops.pages.machines.card import board_card, entry_card, post_card
from loops.pages.machines.linked_data import announcement, discussion
from loops.pages.markdown import plain, rendered

LOADER = FileSystemLoader(Path(__file__).parent / "templates")
LINKED = {"style": STYLE, "script": SCRIPT, "icon": ICON, "brand_path": brand_path, "logo_path": logo_path}

TOLD = {"board_card": board_card, "post_card": post_card, "entry_card": entry_card}
TOLD |= {"discussion": discussion, "announcement": announcement}


@cache
def templates(language: Language) -> Environment:
    """With all that a template may say in its language."""
    made = Environment(
        loader=LOADER,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {"text": language.texts, "language": language, "say": language.say, "counted": language.counted}
    made.globals |= LINKED | {"said": lambda problems: {name: language.texts[key] for name, key in problems.items()}}
    made.globals |= TOLD
    made.filters |= {"day": language.day, "moment": language.moment, "number": language.number}
    made.filters |= {"apart": apart, "plain": plain, "markdown": rendered}
    return made


def apart(text: str) -> str:
    """For a place that takes no element around it: which way this text runs changes nothing of what follows it."""
    return f"\u2068{text}\u2069"
