"""What the head of a page says to search engines, and to whoever shows a link to it."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from quart import g, request

from loops.locales import LANGUAGES
from loops.pages.addresses import address
from loops_tenants.models import Tenant

# What robots.txt asks to leave alone: forms, and what is for somebody alone.
KEPT_OUT = ("/admin", "/api", "/comments", "/invite", "/me", "/new", "/organisations", "/sign-")
FOUND = re.compile(r"/((posts|changelog)/[0-9a-f-]{36}|roadmap|changelog|developers(/[^.]*)?)?")
PASSING = {"q", "cursor", "after"}  # parts of lists, which are others tomorrow


class Head(NamedTuple):
    """`robots`: empty where a page may be found; then `canonical` is its one address, in `languages` the same in each.

    `twin` is the path of its Markdown, if it has any.
    """

    robots: str = ""
    canonical: str = ""
    languages: tuple[tuple[str, str], ...] = ()
    twin: str = ""


def head(status: int) -> Head:
    of: Tenant | None = g.get("tenant")
    if of is None or status != 200 or not FOUND.fullmatch(request.path):
        return Head()
    if of.privacy != "public":
        return Head(robots="noindex")
    if PASSING & request.args.keys():
        return Head(robots="noindex, follow")
    return found(of, request.path)


def found(of: Tenant, path: str) -> Head:
    at = {code: of.home + address(path, spoken(of, code)) for code in LANGUAGES}
    asked = request.args.get("lang", of.language)
    return Head("", at.get(asked, of.home + path), (*at.items(), ("x-default", of.home + path)), twin(path))


def spoken(of: Tenant, code: str) -> list[tuple[str, str | None]]:
    """A board's own language is what it speaks unless asked."""
    return [("lang", None if code == of.language else code)]


def twin(path: str) -> str:
    return TWINS.get(path) or (f"{path}.md" if path.startswith("/posts/") else "")


TWINS: Mapping[str, str] = {"/": "/index.md", "/changelog": "/changelog.md"}
