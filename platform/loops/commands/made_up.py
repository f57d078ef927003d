"""Made-up organisations, posts and votes: plausible, as many as are asked for, and of one seed always the same."""

import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, count, pairwise
from pathlib import Path
from random import Random
from typing import TypedDict, cast

from loops.models.planting import Ballot, Draft

YEAR = 365 * 86_400  # seconds
OLDEST = 2 * YEAR
MOST_WANTED = 300  # times the votes of a post that nobody wants
STATUSES = {"open": 55, "planned": 12, "progress": 8, "done": 18, "closed": 7}  # of a hundred
SOURCES = {"widget": 45, "board": 30, "slack": 10, "telegram": 10, "api": 5}
FIRST = "Amber Blue Bold Bright Calm Clear Copper Coral Early Fair Golden Green Honest Kind Little Loud New North Olive"
SECOND = "Anchor Badger Bakery Bridge Falcon Ferry Forest Garden Harbor Heron Kettle Lantern Maple Meadow Mill Otter"
SORTS = "Analytics Bikes Books Cloud Coffee Games Health Labs Maps Media Music Robotics School Studio Systems Travel"


class Phrases(TypedDict):
    """What a language has to say; `{thing}` and `{place}` stand for one of theirs."""

    tags: list[str]
    titles: list[str]
    things: list[str]
    places: list[str]
    sentences: list[str]


@cache
def phrases() -> list[Phrases]:
    files = sorted((Path(__file__).parent / "phrases").glob("*.toml"))
    return [cast(Phrases, tomllib.loads(file.read_text("utf-8"))) for file in files]


def organisations(chance: Random) -> Iterator[tuple[str, str]]:
    """Slugs and names without end: once a name has been, it comes again with a number."""
    for number in count(1):
        names = [f"{a} {b} {c}" for a in FIRST.split() for b in SECOND.split() for c in SORTS.split()]
        chance.shuffle(names)
        for name in names if number == 1 else [f"{name} {number}" for name in names]:
            yield name.lower().replace(" ", "-"), name


def made_up(chance: Random, now: float, *, posts: int, votes: int) -> Iterator[Draft]:
    """The oldest post first, two years before `now` (seconds since 1970) at most."""
    ages = sorted((OLDEST * chance.random() ** 1.5 for _ in range(posts)), reverse=True)
    shares = dealt(chance, votes, among=posts)
    people = max([50, votes // 6, *shares])
    for age, share in zip(ages, shares, strict=True):
        yield draft(chance, now - age, now, voters=chance.sample(range(people), share), author=chance.randrange(people))


def dealt(chance: Random, votes: int, *, among: int) -> list[int]:
    """A few get many, and many a few."""
    weights = [min(chance.paretovariate(1.2), MOST_WANTED) for _ in range(among)]
    sums = list(accumulate(weights, initial=0.0))
    return [round(votes * after / sums[-1]) - round(votes * before / sums[-1]) for before, after in pairwise(sums)]


def draft(chance: Random, born: float, now: float, *, voters: list[int], author: int) -> Draft:
    language = chance.choice(phrases())
    words = {"thing": chance.choice(language["things"]), "place": chance.choice(language["places"])}
    title = chance.choice(language["titles"]).format(**words)
    status = picked(chance, STATUSES)
    return Draft(
        title=title[0].upper() + title[1:],
        description=description(chance, language, words),
        tag=chance.choice(language["tags"]) if chance.random() < 0.8 else None,
        status=status,
        source=picked(chance, SOURCES),
        external_user_id=visitor(author),
        created_at=born,
        moved_at=None if status == "open" else chance.uniform(born, now),
        votes=[ballot(chance, voter, born, now) for voter in voters],
    )


def description(chance: Random, language: Phrases, words: dict[str, str]) -> str | None:
    said = chance.sample(language["sentences"], k=chance.choice((0, 1, 1, 2, 2, 3, 4)))
    return " ".join(said).format(**words) or None


def ballot(chance: Random, voter: int, born: float, now: float) -> Ballot:
    """Most votes come soon after their post."""
    return Ballot(visitor(voter), chance.random() < 0.3, born + (now - born) * chance.random() ** 2)


def picked(chance: Random, weights: dict[str, int]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def visitor(number: int) -> str:
    return f"visitor-{number}"
