"""The pages' own files. They are served at every host: the page that says there is no board needs them too."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import brotli
from quart import Response, request

from loops_tenants.hosts import anywhere

FOLDER = Path(__file__).parent / "static"
FOR_EVER = "public, max-age=31536000, immutable"
FOR_NOW = "public, max-age=300"


@dataclass(frozen=True)
class File:
    name: str
    content_type: str

    @property
    def path(self) -> str:
        return f"/static/{self.name}"

    @cached_property
    def url(self) -> str:
        """Another one for each content, so that it may be kept for ever."""
        return f"{self.path}?{self.version}"

    @cached_property
    def content(self) -> bytes:
        return (FOLDER / self.name).read_bytes()

    @cached_property
    def packed(self) -> Mapping[str, bytes]:
        """By the names of RFC 9110, the smallest first; made once, for as long as the process lives."""
        return {"br": brotli.compress(self.content), "gzip": gzip.compress(self.content, mtime=0)}

    @cached_property
    def version(self) -> str:
        return sha256(self.content).hexdigest()[:12]

    @anywhere
    async def sent(self) -> Response:
        packing = next((name for name in self.packed if request.accept_encodings[name]), "")
        answer = Response(self.packed.get(packing, self.content), content_type=self.content_type)
        if packing:
            answer.headers["Content-Encoding"] = packing
        answer.headers["Vary"] = "Accept-Encoding"
        answer.headers["Cache-Control"] = FOR_EVER if request.query_string == self.version.encode() else FOR_NOW
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer


STYLE = File("board.css", "text/css; charset=utf-8")
SCRIPT = File("board.js", "text/javascript; charset=utf-8")
ICON = File("icon.svg", "image/svg+xml")
SPECULATION = File("speculation.json", "application/speculationrules+json")
FILES = (STYLE, SCRIPT, ICON, SPECULATION)
