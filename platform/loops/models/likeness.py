"""How alike two titles are: by the words that they share, long and rare ones before others, whatever the language.

A word is as in terms.py, a pair of characters where a script has no spaces. Words that begin alike are one: in most
languages that have endings they come last.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import ceil, log
from typing import NamedTuple

from loops.models.terms import Kind, parts, runs

LONG = 5  # characters from which on a word weighs fully
CONTAINED = 0.8  # what it is worth that one title is in the other
TWO_WORDS = 1.0  # the least weight of what is shared, for that to be worth anything
DESCRIBED = 0.5  # what a word is worth that is not in the title
UNKNOWN = 0.8  # how rare a word is taken to be that nobody counted
REMEMBERED = 4096  # titles, of some 2 KB each


class Word(NamedTuple):
    text: str
    weight: float

    @property
    def beginning(self) -> str:
        """What a word has that is alike, be it this one itself: short ones are alike only where they are the same."""
        return self.text if len(self.text) <= 4 else self.text[: shared(len(self.text))]

    @property
    def is_whole(self) -> bool:
        return len(self.text) < 4


class Wording:
    """A title's words, and how many posts of how many have each, as far as that was counted."""

    def __init__(self, title: str, counts: dict[str, int], posts: int) -> None:
        self.words = [word._replace(weight=word.weight * rarity(counts, word, posts)) for word in words_of(title)]
        self.weight = total(self.words)
        self._by_beginning: dict[str, list[Word]] = defaultdict(list)
        for word in self.words:
            self._by_beginning[word.text[:3]].append(word)

    def likeness(self, title: str, terms: Iterable[str]) -> float:
        """0 to 1; `terms` are all that a post with that title is found by."""
        others = words_of_another(title)
        pairs = [(ours, other) for other in others for ours in self.like(other.text)]
        mine, theirs = {ours for ours, _ in pairs}, {other for _, other in pairs}
        begun = self._by_beginning
        described = {ours for term in terms if term[:3] in begun for ours in self.like(term)} - mine
        here, there = total(mine) + DESCRIBED * total(described), total(theirs)
        likeness = (here + there) / (self.weight + total(others)) if others else 0.0
        if total(mine | described) >= TWO_WORDS:
            likeness = max(likeness, CONTAINED * here / self.weight)
        return max(likeness, CONTAINED * there / total(others)) if there >= TWO_WORDS else likeness

    def like(self, text: str) -> Iterator[Word]:
        return (word for word in self._by_beginning.get(text[:3], ()) if are_alike(word.text, text))


def words_of(text: str) -> list[Word]:
    """Each once."""
    return list(
        dict.fromkeys(Word(part, weight(kind, part)) for kind, run in runs(text) for part in parts_of(kind, run))
    )


@lru_cache(REMEMBERED)
def words_of_another(title: str) -> list[Word]:
    """Of a post, whose words nobody counted. It is looked at again with each letter that somebody types."""
    return [word._replace(weight=word.weight * UNKNOWN) for word in words_of(title)]


def parts_of(kind: Kind, run: str) -> Iterable[str]:
    return run if kind == "unspaced" and len(run) == 1 else parts(kind, run)


def weight(kind: Kind, word: str) -> float:
    """Short words are what every title has; so is what Japanese writes in hiragana."""
    if kind == "unspaced":
        return 0.2 + 0.8 * sum(not "\u3041" <= character <= "\u309f" for character in word) / 2
    return 1.0 if kind == "symbol" else max(0.1, min(1.0, (len(word) - 1) / (LONG - 1)))


def rarity(counts: dict[str, int], word: Word, posts: int) -> float:
    """1 for what no post has, towards 0 for what all have."""
    if word.text not in counts:
        return UNKNOWN
    return log(1 + posts / (1 + counts[word.text])) / log(1 + posts) if posts else 1.0


def are_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter, longer = sorted((len(one), len(other)))
    least = shorter if longer <= 4 else shared(longer)
    return shorter >= 3 and least <= shorter and one[:least] == other[:least]


def shared(length: int) -> int:
    """How many characters at least words of that length have in common with shorter ones that are alike."""
    return max(4, ceil(0.6 * length))


def total(words: Iterable[Word]) -> float:
    return sum(word.weight for word in words)
