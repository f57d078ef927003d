"""Somebody who comes by HTTP as it is on the wire: any Host header or none, from any address."""

import asyncio
import json
from typing import Any, NamedTuple, cast

from hypercorn.typing import ASGIReceiveEvent, ASGISendEvent, HTTPScope
from quart import Quart
from werkzeug.datastructures import Headers

ADDRESS = "203.0.113.7"


class Got(NamedTuple):
    status: int
    text: str
    headers: Headers

    @property
    def picture(self) -> bytes:
        return self.text.encode(errors="surrogateescape")

    @property
    def json(self) -> Any:
        return json.loads(self.text)


async def visit(
    app: Quart, url: str, *headers: tuple[str, str], method: str = "GET", peer: str = ADDRESS, body: bytes = b""
) -> Got:
    """`headers` are sent as they are, Host among them; `url` is the path, with its query."""
    path, _, query = url.partition("?")
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "query_string": query.encode(errors="surrogateescape"),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
        "client": (peer, 40000),
    }
    sent: list[Any] = []

    read = asyncio.Event()

    async def receive() -> ASGIReceiveEvent:
        """The body, and then nothing for as long as the caller stays."""
        if read.is_set():
            await asyncio.Future()
        read.set()
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(event: ASGISendEvent) -> None:
        sent.append(event)

    await app(cast(HTTPScope, scope), receive, send)
    head = Headers([(name.decode(), value.decode()) for name, value in sent[0]["headers"]])
    body = b"".join(event["body"] for event in sent[1:])
    picture = head.get("Content-Type", "").startswith("image/")
    return Got(sent[0]["status"], body.decode(errors="surrogateescape" if picture else "strict"), head)
