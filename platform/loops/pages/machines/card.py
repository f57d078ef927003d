"""The picture that goes with a link to a board, to one of its posts or to an entry of its changelog: what is on it."""

from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from loops.locales import ENGLISH, LANGUAGES, Language
from loops.models.brand import corrected
from loops.models.changelog_shapes import EntryJson
from loops.models.narrowing import CountedStatus
from loops.models.shown import PostJson
from loops_tenants.models import Tenant

DESIGN = 1  # another one draws the same words anew


class Card(NamedTuple):
    """`color` is #rrggbb, readable on white; `place` is the board's host, `votes` and `status` are words, if any."""

    folder: str
    name: str
    place: str
    color: str
    title: str = ""
    votes: str = ""
    status: str = ""

    @property
    def path(self) -> str:
        """Another one for each picture, so that it may be kept for ever."""
        return f"{self.folder}/card.png?{self.version}"

    @property
    def version(self) -> str:
        return blake2b(repr((DESIGN, self)).encode(errors="replace"), digest_size=6).hexdigest()


def board_card(tenant: Tenant) -> Card:
    return Card("", tenant.name, place(tenant), color(tenant.brand_color))


def post_card(tenant: Tenant, post: PostJson, statuses: dict[str, CountedStatus]) -> Card:
    """In the board's language, whoever looks: it is kept by those who show the link to others."""
    speaks = LANGUAGES.get(tenant.language, ENGLISH)
    votes = str(speaks.counted("votes", post["votes"]))
    about = post["title"], votes, named(post["status"], statuses, speaks)
    return Card(f"/posts/{post['id']}", tenant.name, place(tenant), color(tenant.brand_color), *about)


def entry_card(tenant: Tenant, entry: EntryJson) -> Card:
    """With the day that it was published; a draft's is the board's."""
    if entry["published_at"] is None:
        return board_card(tenant)
    speaks = LANGUAGES.get(tenant.language, ENGLISH)
    about = f"{speaks.texts['nav_changelog']} · {speaks.day(entry['published_at'])}"
    of = tenant.name, place(tenant), color(tenant.brand_color)
    return Card(f"/changelog/{entry['id']}", *of, title=entry["title"], status=about)


def named(key: str, statuses: dict[str, CountedStatus], speaks: Language) -> str:
    """A status by its name; the five that every board begins with have one in each language."""
    if (known := statuses.get(key)) is None:
        return key
    return speaks.texts[f"status_{key}"] if known["given"] else known["name"]


def place(tenant: Tenant) -> str:
    return tenant.home.partition("://")[2]


@lru_cache(1024)  # every page that can be linked to names its picture
def color(brand: str | None) -> str:
    return corrected(brand)["light"]["text"]
