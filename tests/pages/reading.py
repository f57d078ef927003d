"""Pages as a browser makes them out."""

from html.parser import HTMLParser

from quart import Quart

from conftest import DOMAIN
from visitor import visit

HERE = ("Host", f"acme.{DOMAIN}")
APEX = ("Host", DOMAIN)
EMPTY = {"meta", "link", "img", "input"}


class Read(HTMLParser):
    """What a browser makes of a page: its elements, its text, and whether each that is opened is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text, self.open = "", list[str]()
        self.titles: list[str] = []  # of the posts that are listed
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.open[-2:] in (["h2", "a"], ["h3", "a"]):
            self.titles.append(data)

    def links(self, **like: str) -> list[str]:
        found = [attrs for tag, attrs in self.elements if tag == "a" and like.items() <= attrs.items()]
        return [str(attrs["href"]) for attrs in found]

    def fields(self, form: str) -> dict[str, str | None]:
        """What a form sends, by its class, if nobody touches it."""
        found: dict[str, str | None] = {}
        inside = False
        for tag, attrs in self.elements:
            if tag == "form":
                inside = attrs.get("class") == form
            elif inside and tag == "input":
                found[str(attrs["name"])] = attrs.get("value")
        return found


async def read(app: Quart, url: str = "/", host: tuple[str, str] = HERE, status: int = 200) -> Read:
    got = await visit(app, url, host)
    assert (got.status, got.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    return Read(got.text)
