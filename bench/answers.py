"""The rows about answering: lists, votes, search and similar posts, each beside its reference on the same server."""

from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

from load import Wrk
from rows import Row

LIST = "/api/v1/posts?limit=50"
TITLES = ("Dark mode for the mobile app", "Karanlık tema istiyoruz", "ダークモードが欲しい")
WORDS = ("dark", "karanlık tema", "ダーク")


def lists(board: Wrk) -> Iterator[Row]:
    """`board` has 10 000 posts and 100 000 votes."""
    listed, unchanged = partial(board.get, LIST), partial(board.get, LIST, **{"If-None-Match": board.etag(LIST)})
    yield Row("list", listed, "bare Quart, same SQL", partial(board.get, "/bare/list"), 0.9)
    yield Row("list", listed, "bare ASGI, same SQL", partial(board.get, "/bare/asgi"), 0.6)
    yield Row("list, 304", unchanged, "bare Quart, a constant", partial(board.get, "/bare/constant"), 0.5)


def pages(board: Wrk, posts: list[str]) -> Iterator[Row]:
    """As a browser asks for them: packed, and without a key. A page may take twice what a list of 50 in JSON takes."""
    listed = partial(board.get, LIST)
    for path in ("/", f"/posts/{posts[0]}", "/roadmap", "/changelog"):
        shown = partial(board.get, path, **{"Accept-Encoding": "gzip, br"})
        name = "post" if "posts" in path else path
        yield Row(f"page, {name}", shown, "list", listed, 0.5)


def votes(board: Wrk, posts: list[str]) -> Iterator[Row]:
    ours, bare = partial(board.vote, "/api/v1", posts), partial(board.vote, "/bare", posts)
    yield Row("vote", ours, "bare Quart, the two statements", bare, 0.6)


def sizes(small: Wrk, large: Wrk) -> Iterator[Row]:
    """1 000 posts and 100 000, with 10 votes each."""
    listed = partial(large.get, LIST)
    yield Row("list, 100 000 posts", listed, "list, 1 000 posts", partial(small.get, LIST), 0.8)
    for word in WORDS:
        found = partial(large.get, f"{LIST}&q={quote(word)}")
        yield Row(f"search `{word}`, 100 000 posts", found, "list, 100 000 posts", listed, 0.25)
    for title in TITLES:
        near = partial(large.get, f"/api/v1/posts/similar?title={quote(title)}")
        yield Row(f"similar to `{title}`, 100 000 posts", near, "list, 100 000 posts", listed, 0.25)


def crowd(board: Wrk) -> Iterator[Row]:
    """The first row again, when 1 000 tenants live there."""
    listed = partial(board.get, LIST)
    yield Row("list, among 1 000 tenants", listed, "bare Quart, same SQL", partial(board.get, "/bare/list"), 0.9)
