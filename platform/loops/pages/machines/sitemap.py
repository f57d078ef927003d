"""/sitemap.xml: an index of what there is to find, and a file for each month of it."""

from collections.abc import Iterable
from datetime import date

from quart import Response

from loops import limits
from loops.models.sitemap import entries_of, months, posts_of
from loops.pages.machines.telling import board, told
from loops_tenants.errors import NotFound

PAGES = ("/", "/roadmap", "/changelog", "/developers")
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


async def index() -> Response:
    of = await board()
    files = ["pages", *await months(of)]
    return listed("sitemapindex", [f"<sitemap><loc>{of.home}/sitemap/{name}.xml</loc></sitemap>" for name in files])


async def pages() -> Response:
    """What every board has, and the changelog."""
    of = await board()
    return listed("urlset", [*(f"<url><loc>{of.home}{path}</loc></url>" for path in PAGES), await entries_of(of)])


async def month(month: str) -> Response:
    """The posts of one, `2026-11`; where there are none, there is no such file."""
    of = await board()
    limits.count_reading()
    if not (found := await posts_of(of, first_of(month))):
        raise NotFound
    return listed("urlset", [found])


def first_of(month: str) -> date:
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        raise NotFound from None


def listed(kind: str, elements: Iterable[str]) -> Response:
    inner = "\n".join(filter(None, elements))
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<{kind} xmlns="{NAMESPACE}">\n{inner}\n</{kind}>\n'
    return told(xml, "application/xml; charset=utf-8")
