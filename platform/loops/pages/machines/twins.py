"""The Markdown twins of a board's pages: /index.md, /posts/<id>.md and /changelog.md."""

from uuid import UUID

import orjson
from pydantic import TypeAdapter
from quart import Response, request

from loops.api.fields import checked_query
from loops.models.changelog_shapes import EntryJson, ListEntries
from loops.models.changelog_shown import page_of_entries
from loops.models.comment_page import ListComments, page_of_comments
from loops.models.comment_shown import CommentJson
from loops.models.listing import Listing, ListPosts
from loops.models.narrowing import CountedStatus, narrowing
from loops.models.page import page_of_posts
from loops.models.post import Post, PostNotFound
from loops.models.shown import PostJson
from loops.pages.addresses import address
from loops.pages.going import go, gone
from loops.pages.machines.markdown import blocks, link, words
from loops.pages.machines.part import part
from loops.pages.machines.telling import board, speech, told
from loops_tenants.models import Tenant
from loops_tenants.page_visitors import NOBODY

Statuses = dict[str, CountedStatus]
POSTS, ENTRIES, COMMENTS = TypeAdapter(ListPosts), TypeAdapter(ListEntries), TypeAdapter(ListComments)


async def index() -> Response:
    """The ideas that move most, or the page that a `cursor` begins."""
    of = await board()
    asked = paged() or {"sort": "trending"}
    listing = await Listing.asked(of, checked_query(POSTS, asked), by=NOBODY)
    found = orjson.loads((await page_of_posts(of, listing)).text)
    statuses = (await narrowing(of)).statuses
    lines = "\n".join(line(of, post, statuses) for post in found["posts"])
    more = further(of, "/index.md", found["next_cursor"])
    return twin(f"{of.home}/", f"# {words(of.name)}", lines or words(speech().texts["none"]), more)


async def post(id: UUID) -> Response:
    """A merged one leads to the twin of where its votes are."""
    of = await board()
    try:
        found: PostJson = orjson.loads(await Post.shown(of, id, to=NOBODY))
    except PostNotFound:
        return await gone(of, id)
    if found["held"]:
        raise PostNotFound
    if found["merged_into"]:
        return go(f"/posts/{found['merged_into']}.md")
    facts = " · ".join([*about(found, (await narrowing(of)).statuses), f"<{found['url']}>"])
    said = orjson.loads(await page_of_comments(of, id, checked_query(COMMENTS, paged()), to=NOBODY))
    comments = [comment(of, one) for one in said["comments"]]
    more = further(of, f"/posts/{id}.md", said["next_cursor"])
    return twin(found["url"], f"# {words(found['title'])}", facts, part(found["description"] or ""), *comments, more)


async def changelog() -> Response:
    of = await board()
    found = orjson.loads(await page_of_entries(of, checked_query(ENTRIES, paged()), to=NOBODY))
    entries = blocks(map(entry, found["entries"])) if found["entries"] else words(speech().texts["changelog_empty"])
    more = further(of, "/changelog.md", found["next_cursor"])
    title = f"# {words(of.name)}: {words(speech().texts['nav_changelog'])}"
    return twin(f"{of.home}/changelog", title, entries, more)


def paged() -> dict[str, str]:
    return {"cursor": cursor} if (cursor := request.args.get("cursor", "")) else {}


def line(of: Tenant, post: PostJson, statuses: Statuses) -> str:
    url = f"{of.home}/posts/{post['id']}.md"
    return f"- {link(post['title'], url)}: {' · '.join(about(post, statuses))}"


def about(post: PostJson, statuses: Statuses) -> list[str]:
    known = statuses.get(post["status"])
    facts = [speech().counted("votes", post["votes"]), words(known["name"] if known else post["status"])]
    return [*facts, *([words(post["tag"])] if post["tag"] else []), str(post["created_at"])[:10]]


def comment(of: Tenant, one: CommentJson) -> str:
    """The team speaks as the board, unless by a name; others may call themselves as they like."""
    is_team = one["author"]["type"] == "team"
    by = words(one["author"]["name"] or (of.name if is_team else speech().texts["head_anonymous"]))
    team = f" · {words(speech().texts['author_team'])}" if is_team else ""
    return blocks([f"## {by}{team} · {str(one['created_at'])[:10]}", part(one["body"])])


def entry(one: EntryJson) -> str:
    told_of = "\n".join("- " + link(post["title"], post["url"] + ".md") for post in one["posts"])
    title = f"## {link(one['title'], one['url'])}"
    return blocks([title, str(one["published_at"])[:10], part(one["body"] or ""), told_of])


def further(of: Tenant, path: str, cursor: str | None) -> str:
    url = of.home + address(path, [("cursor", cursor)])
    return link(speech().texts["next"], url) if cursor else ""


def twin(page: str, *parts: str) -> Response:
    """Of a page, which is the one to be found."""
    answer = told(blocks(parts), "text/markdown; charset=utf-8")
    answer.headers["Link"] = f'<{page}>; rel="canonical"'
    return answer
