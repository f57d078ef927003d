"""What people read, in each language: one JSON file a language, for everything that shows itself to people.

A text may hold places, `{name}`. One that counts has a form for each of the language's plurals (`ideas_one`,
`ideas_other`): the categories of Unicode's CLDR, as Babel knows them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from markupsafe import Markup

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Language:
    """`code` is that of its file: the first subtag of BCP 47."""

    code: str

    @cached_property
    def locale(self) -> Locale:
        return Locale.parse(self.code)

    @property
    def name(self) -> str:
        """As its own speakers call it."""
        return str(self.locale.get_display_name(self.locale)).title()

    @cached_property
    def texts(self) -> Mapping[str, str]:
        return MappingProxyType(json.loads((FOLDER / f"{self.code}.json").read_text(encoding="utf-8")))

    def say(self, key: str, **places: object) -> Markup:
        """A text with its places filled in. What fills them is escaped, so that it may stand in HTML."""
        return Markup(self.texts[key]).format(**places)

    def counted(self, key: str, n: int, **places: object) -> Markup:
        """The text for so many, which `{n}` says."""
        return self.say(f"{key}_{self.locale.plural_form(n)}", n=self.number(n), **places)

    def number(self, n: int) -> str:
        return str(n) if -1000 < n < 1000 else format_decimal(n, locale=self.locale)

    def day(self, at: str | datetime) -> str:
        """`3 Nov 2026`, of a time as the API writes it."""
        return day_of(self, read(at).date())

    def moment(self, at: str | datetime) -> str:
        """`3 Nov 2026, 21:40 UTC`."""
        return f"{format_datetime(read(at), 'd MMM y, HH:mm', locale=self.locale)} UTC"


@lru_cache(4096)  # a page says the same few days again and again
def day_of(language: Language, at: date) -> str:
    return str(format_date(at, "d MMM y", locale=language.locale))


def read(at: str | datetime) -> datetime:
    return (datetime.fromisoformat(at) if isinstance(at, str) else at).astimezone(UTC)


LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {code: Language(code) for code in sorted(file.stem for file in FOLDER.glob("*.json"))}
)
ENGLISH = LANGUAGES["en"]


def language_of(code: str) -> Language:
    """That of a tag such as `tr-TR`; English where there is none of it."""
    return LANGUAGES.get(code.partition("-")[0].lower(), ENGLISH)
