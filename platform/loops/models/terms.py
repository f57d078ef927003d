"""What a post is found by: its words, spelt alike in every script, whatever locale the database has."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby, islice, pairwise
from typing import Literal
from unicodedata import category, combining, normalize

READ = 500  # characters of a description
MOST = 700  # terms of a post: more only where one character stands for many (U+FDFA is eighteen)
LONGEST = 32  # characters of a term
MOST_WORDS = 100  # of a search

Kind = Literal["word", "unspaced", "symbol", "nothing"]


def terms_of(title: str, tag: str | None, description: str | None) -> list[str]:
    """A post's terms, each once, in code point order, which is that of COLLATE "C"."""
    text = "\n".join((title, tag or "", (description or "")[:READ]))
    return sorted(some(MOST, (term for kind, run in runs(text) for term in terms_of_run(kind, run))))


def words_of(q: str) -> list[str]:
    """What is looked for, each once: a post has a word when one of its terms begins with it. May be none."""
    return list(some(MOST_WORDS, (word for kind, run in runs(q) for word in words_of_run(kind, run))))


def terms_of_run(kind: Kind, run: str) -> Iterator[str]:
    """The last character of an unspaced run is a term too: the others are found as the beginning of their pair."""
    yield from parts(kind, run)
    if kind == "unspaced":
        yield run[-1]


def words_of_run(kind: Kind, run: str) -> Iterable[str]:
    return run if len(run) == 1 else parts(kind, run)


def parts(kind: Kind, run: str) -> Iterator[str]:
    if kind == "word":
        yield run[:LONGEST]
    elif kind == "unspaced":
        yield from map("".join, pairwise(run))
    elif kind == "symbol":
        yield from run


def runs(text: str) -> Iterator[tuple[Kind, str]]:
    for kind, run in groupby(plain(text), key=kind_of):
        if kind != "nothing":
            yield kind, "".join(run)


def some(most: int, terms: Iterable[str]) -> Iterable[str]:
    return islice(dict.fromkeys(terms), most)


def plain(text: str) -> str:
    """NFKC, casefold, marks off; i, ı and İ are one letter."""
    if text.isascii():
        return text.lower()
    folded = normalize("NFD", normalize("NFKC", text).casefold())
    return normalize("NFC", "".join(c for c in folded if not is_off(c))).translate(LETTERS)


# What Unicode does not take apart: letters with a stroke, two letters in one.
LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"})


@lru_cache(maxsize=4096)
def is_off(character: str) -> bool:
    """Marks without which a word is still read: accents, strokes, the points of Hebrew and Arabic. Whatever joins too.

    Other marks are letters of their own: vowels in Thai and Hindi, the voicing that tells ガ from カ.
    The numbers are canonical combining classes (UAX 44, table 15).
    """
    mark = combining(character)
    joins = category(character) == "Cf" and character != BREAK
    return mark == 1 or 10 <= mark <= 36 or mark >= 200 or joins or bool(UNSEEN.match(character))


BREAK = "\u200b"  # zero width space: between words where no space is seen
UNSEEN = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # variation selectors


@lru_cache(maxsize=4096)
def kind_of(character: str) -> Kind:
    match category(character):
        case "So":
            return "nothing" if character == CUT else "symbol"
        case "Lu" | "Ll" | "Lt" | "Lm" | "Lo" | "Nd" | "Nl" | "No" | "Mn" | "Mc":
            return "unspaced" if UNSPACED.match(character) else "word"
        case _:
            return "nothing"


CUT = "\ufffd"  # what is left of half an emoji
# Thai and Lao; Burmese; Khmer; the scripts of the Tai, of Bali and Java; Han, kana, bopomofo, Yi.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f"
    "\ua980-\ua9df\u3005-\u3007\u3021-\u3035\u3038-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf"
    "\uf900-\ufaff\U0001aff0-\U0001b16f\U00020000-\U0003ffff]"
)
