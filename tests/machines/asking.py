"""What machines are told, as they read it."""

from quart import Quart

from caller import Caller
from pages.reading import HERE
from visitor import visit

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


async def told(app: Quart, url: str, media_type: str) -> str:
    got = await visit(app, url, HERE)
    assert (got.status, got.headers["Content-Type"]) == (200, f"{media_type}; charset=utf-8")
    return got.text


async def announced(ada: Caller, title: str = "Dark mode is here", **fields: object) -> dict[str, str]:
    """A published entry of the changelog."""
    made = await ada("POST", "/changelog", {"title": title, "published": True, **fields})
    assert made.status == 201, made.json
    return dict(made.json)
