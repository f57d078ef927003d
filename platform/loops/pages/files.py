"""The pages' own files. They are served at every host: the page that says there is no board needs them too."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

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

    @property
    def url(self) -> str:
        """Another one for each content, so that it may be kept for ever."""
        return f"{self.path}?{self.version}"

    @cached_property
    def content(self) -> bytes:
        return (FOLDER / self.name).read_bytes()

    @cached_property
    def version(self) -> str:
        return sha256(self.content).hexdigest()[:12]

    @anywhere
    async def sent(self) -> Response:
        answer = Response(self.content, content_type=self.content_type)
        answer.headers["Cache-Control"] = FOR_EVER if request.query_string == self.version.encode() else FOR_NOW
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer


STYLE = File("board.css", "text/css; charset=utf-8")
ICON = File("icon.svg", "image/svg+xml")
FILES = (STYLE, ICON)
