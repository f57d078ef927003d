"""A browser, as far as signing in needs one: cookies of one host each, redirects followed, forms sent from pages."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import httpx2
from quart import Quart
from werkzeug.datastructures import Headers

from conftest import DOMAIN
from pages.reading import Read
from visitor import ADDRESS, visit

Data = Mapping[str, str | list[str]]

MOST_REDIRECTS = 12
TASTES = ("loops-language", "loops-theme")  # cookies that scripts may read
TRUST = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # in nobody: the world is this machine, asked in the clear
FORM = ("Content-Type", "application/x-www-form-urlencoded")


@dataclass
class Shown:
    """Where one has come to, and what is there."""

    status: int
    url: str
    html: str
    headers: Headers

    @property
    def page(self) -> Read:
        return Read(self.html)

    @property
    def text(self) -> str:
        return " ".join(self.page.text.split())

    def link(self, **like: str) -> str:
        (found,) = self.page.links(**like)
        return urljoin(self.url, found)

    @property
    def fields(self) -> dict[str, str]:
        """What its form sends along unasked."""
        inputs = [attrs for tag, attrs in self.page.elements if tag == "input" and attrs.get("type") == "hidden"]
        return {str(attrs["name"]): str(attrs["value"]) for attrs in inputs}


@dataclass
class Browser:
    """Hosts of DOMAIN, and those of `ours`, are the app's; any other is really called. `went` was the last walk."""

    app: Quart
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    went: list[str] = field(default_factory=list)
    shown: Shown | None = None
    ours: tuple[str, ...] = ()

    async def open(self, url: str, *, method: str = "GET", data: Data | None = None, **more: str) -> Shown:
        """Where it leads to in the end; `more` are headers, by their names with _ for -."""
        self.went, first = [], urlsplit(url).netloc
        for _ in range(MOST_REDIRECTS):
            self.went.append(url)
            got = await self.ask(url, method, data, more)
            if got.status not in (302, 303):
                self.shown = got
                return got
            assert method == "GET" or urlsplit(urljoin(url, got.headers["Location"])).netloc == first, "form-action"
            url, method, data = urljoin(url, got.headers["Location"]), "GET", None
        raise AssertionError(f"it leads round and round: {self.went}")

    async def submit(self, path: str, **fields: str | list[str] | None) -> Shown:
        """Send the shown page's form, as it is but for these fields; None leaves one out, as a box without a tick."""
        assert self.shown
        forms = [form for form in self.shown.page.forms if form.attrs.get("method") == "post"]
        (form,) = [form for form in forms if form.attrs["action"] == path]
        told = {**form.fields, **fields}
        data: Data = {name: value for name, value in told.items() if value is not None}
        target = urljoin(self.shown.url, path)
        return await self.open(target, method="POST", data=data, Sec_Fetch_Site="same-origin")

    async def ask(self, url: str, method: str = "GET", data: Any = None, more: dict[str, str] | None = None) -> Shown:
        """One request, its cookies kept."""
        parts = urlsplit(url)
        headers = [(name.replace("_", "-"), value) for name, value in (more or {}).items()]
        if jar := self.cookies.get(parts.netloc):
            headers.append(("Cookie", "; ".join(f"{name}={value}" for name, value in jar.items())))
        asked = self.ask_app if self.is_ours(parts.netloc) else self.ask_world
        got = await asked(url, method, headers, urlencode(data or {}, doseq=True))
        for line in got.headers.getlist("Set-Cookie"):
            self.keep(parts.netloc, line)
        return got

    async def ask_app(self, url: str, method: str, headers: list[tuple[str, str]], body: str) -> Shown:
        parts = urlsplit(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        told = [("Host", parts.netloc), ("User-Agent", "Firefox"), *headers, *([FORM] if body else [])]
        got = await visit(self.app, path or "/", *told, method=method, peer=ADDRESS, body=body.encode())
        return Shown(got.status, url, got.text, got.headers)

    async def ask_world(self, url: str, method: str, headers: list[tuple[str, str]], body: str) -> Shown:
        async with httpx2.AsyncClient(trust_env=False, verify=TRUST) as client:
            got = await client.request(method, url, headers=[*headers, FORM] if body else headers, content=body)
        return Shown(got.status_code, url, got.text, Headers(got.headers.multi_items()))

    def keep(self, host: str, line: str) -> None:
        ((name, morsel),) = SimpleCookie(line).items()
        if self.is_ours(host):
            assert (morsel["path"], morsel["domain"], morsel["samesite"]) == ("/", "", "Lax"), line
            assert morsel["httponly"] or name in TASTES, line
            assert bool(morsel["secure"]) is (name.startswith("__Host-") or name in TASTES), line
        jar = self.cookies.setdefault(host, {})
        jar.pop(name, None)
        if morsel.value and morsel["max-age"] != "0":
            jar[name] = morsel.value

    def is_ours(self, netloc: str) -> bool:
        return netloc in self.ours or f".{netloc}".endswith(f".{DOMAIN}")
