"""The guide's sections: each is a file, in Markdown, in the language and for the address of whoever reads it."""

from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from quart import current_app, g

from loops.locales import Language
from loops.pages.developers import code, reference
from loops.pages.developers.snippet import fence
from loops_tenants.hosts import hosts, tenant

FOLDER = Path(__file__).parent / "sections"
# In their order: each a file, and by which text it is called.
SECTIONS = {"start": "dev_start", "webhooks": "dev_webhooks", "errors": "dev_errors", "reference": "dev_reference"}


class Place(NamedTuple):
    """Where the guide is read: `home` is the address that calls go to, `board` whether it is one board's own."""

    home: str
    board: bool

    @classmethod
    def of_request(cls) -> "Place":
        return cls(tenant().home, True) if g.tenant else cls(hosts().home, False)


class Section(NamedTuple):
    name: str
    title: str
    html: Markup


def sections(language: Language, place: Place) -> list[Section]:
    return [
        Section(name, title(language, name), code.rendered(markdown(language, place, name), language, name))
        for name in SECTIONS
    ]


def title(language: Language, name: str) -> str:
    return language.texts[SECTIONS[name]]


def markdown(language: Language, place: Place, name: str, *, root: str = "") -> str:
    """`root` is what links begin with: nothing in a page of the host."""
    template = templates(language).get_template(f"{name}.md.jinja")
    return template.render(
        place=place,
        root=root,
        snippet=partial(fence, place.home),
        resources=reference.resources(),
        limits=current_app.extensions["limits"],
    )


@cache
def templates(language: Language) -> Environment:
    """They hold our own texts and no one else's: nothing is escaped, and it stays Markdown."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.globals |= {"text": language.texts, "say": partial(said, language)}
    made.filters |= {"number": language.number}
    return made


def said(language: Language, key: str, **places: object) -> str:
    return language.texts[key].format(**places)


def whole(language: Language, place: Place) -> str:
    """The guide as one Markdown document."""
    begins = f"# {language.texts['dev_title']}\n\n{language.texts['dev_lead']}\n"
    told = (f"## {title(language, name)}\n\n{markdown(language, place, name, root=place.home)}" for name in SECTIONS)
    return "\n".join([begins, *told])
