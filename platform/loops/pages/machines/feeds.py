"""/feed.atom and /changelog.atom (RFC 4287): the newest of a board, for whoever reads by feed."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID, uuid5

import orjson
from quart import Response

from loops.models.changelog_shapes import EntryJson, ListEntries
from loops.models.changelog_shown import page_of_entries
from loops.models.listing import Listing, ListPosts
from loops.models.page import page_of_posts
from loops.models.shown import PostJson
from loops.pages.machines.telling import board, speech, told
from loops.pages.templating import templates
from loops_tenants.models import Tenant
from loops_tenants.page_visitors import NOBODY

NEWEST = 50
WHOLE = 2_000  # characters of a text that is sent whole; of a longer one its beginning
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


class Item(NamedTuple):
    """`id` is a UUID; times are RFC 3339; `text` is Markdown."""

    id: str
    title: str
    url: str
    published: str
    updated: str
    text: str
    category: str = ""


async def posts() -> Response:
    of = await board()
    listing = await Listing.asked(of, ListPosts(sort="new", limit=NEWEST), by=NOBODY)
    found = orjson.loads((await page_of_posts(of, listing)).text)["posts"]
    return feed(of, "/feed.atom", "/", speech().say("feed_ideas", name=of.name), map(item_of_post, found))


async def changelog() -> Response:
    of = await board()
    found = orjson.loads(await page_of_entries(of, ListEntries(limit=NEWEST), to=NOBODY))["entries"]
    title = speech().say("feed_changelog", name=of.name)
    return feed(of, "/changelog.atom", "/changelog", title, map(item_of_entry, found))


def item_of_post(post: PostJson) -> Item:
    at = str(post["created_at"]), str(post["updated_at"])
    return Item(str(post["id"]), post["title"], post["url"], *at, post["description"] or "", post["tag"] or "")


def item_of_entry(entry: EntryJson) -> Item:
    at = str(entry["published_at"]), str(max(str(entry["published_at"]), str(entry["updated_at"])))
    return Item(str(entry["id"]), entry["title"], entry["url"], *at, entry["body"] or "")


def feed(of: Tenant, path: str, page: str, title: str, items: Iterable[Item]) -> Response:
    listed = [*items]
    template = templates(speech()).get_template("feed.atom")
    about = {"tenant": of, "path": path, "page": page, "title": title, "id": uuid5(UUID(str(of.id)), path)}
    xml = template.render(**about, items=listed, updated=latest(of, listed), whole=WHOLE)
    return told(FORBIDDEN.sub("", xml), "application/atom+xml; charset=utf-8")


def latest(of: Tenant, items: Sequence[Item]) -> str:
    return max((item.updated for item in items), default=of.created_at.isoformat())
