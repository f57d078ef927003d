"""Pages as a browser makes them out."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from quart import Quart

from conftest import DOMAIN
from visitor import visit

HERE = ("Host", f"acme.{DOMAIN}")
APEX = ("Host", DOMAIN)
TICKED = ("checkbox", "radio")
EMPTY = {"meta", "link", "img", "input"}


@dataclass
class Form:
    attrs: dict[str, str | None]
    fields: dict[str, str] = field(default_factory=dict)


class Read(HTMLParser):
    """What a browser makes of a page: its elements, its text, and whether each that is opened is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text, self.open = "", list[str]()
        self.titles: list[str] = []  # of the posts that are listed
        self.forms: list[Form] = []
        self.filled = ""  # the field that is being read
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.note_field(tag, dict(attrs))
        if tag not in EMPTY:
            self.open.append(tag)

    def note_field(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "form":
            self.forms.append(Form(attrs))
        elif tag == "input" and (attrs.get("type") not in TICKED or "checked" in attrs) and "form" in self.open:
            self.forms[-1].fields[str(attrs["name"])] = attrs.get("value") or ""
        elif tag in ("textarea", "select"):
            self.filled = str(attrs["name"])
            self.forms[-1].fields[self.filled] = ""
        elif tag == "option" and "selected" in attrs and self.filled:
            self.forms[-1].fields[self.filled] = attrs.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["script"]:  # data for machines
            return
        self.text += data
        if self.open and self.open[-1] == "textarea":
            self.forms[-1].fields[self.filled] += data
        if self.open[-2:] in (["h2", "a"], ["h3", "a"]):
            self.titles.append(data)

    def links(self, **like: str) -> list[str]:
        found = [attrs for tag, attrs in self.elements if tag == "a" and like.items() <= attrs.items()]
        return [str(attrs["href"]) for attrs in found]

    def fields(self, form: str) -> dict[str, str]:
        """What a form sends, by its class or its action, if nobody touches it."""
        (found,) = [one for one in self.forms if form in (one.attrs.get("class"), one.attrs["action"])]
        return found.fields


async def read(app: Quart, url: str = "/", host: tuple[str, str] = HERE, status: int = 200) -> Read:
    got = await visit(app, url, host)
    assert (got.status, got.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    return Read(got.text)
