"""A request as it was sent: its headers as they came, its query of any bytes."""

from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from hypercorn.typing import HTTPScope
from quart import Request
from werkzeug.datastructures import Headers, ImmutableMultiDict
from werkzeug.utils import cached_property


class TolerantRequest(Request):
    """A request whose query may be of any bytes: what is no UTF-8 in it becomes U+FFFD, as half an emoji does."""

    def __init__(self, method: str, scheme: str, path: str, query_string: bytes, *rest: Any, **more: Any) -> None:
        if not query_string.isascii():
            query_string = query_string.decode(errors="replace").encode()
        super().__init__(method, scheme, path, query_string, *rest, **more)

    @property
    def blueprints(self) -> list[str]:
        return blueprints_of(self.endpoint)

    @cached_property
    def args(self) -> ImmutableMultiDict[str, str]:
        return arguments(self.query_string)


def arguments(query: bytes) -> ImmutableMultiDict[str, str]:
    return ImmutableMultiDict(parse_qsl(query.decode(), keep_blank_values=True, errors="replace"))


@lru_cache
def blueprints_of(endpoint: str | None) -> list[str]:
    """From the innermost out: `api.posts.create_post` is of `api.posts`, which is of `api`."""
    names = (endpoint or "").split(".")[:-1]
    return [".".join(names[:n]) for n in range(len(names), 0, -1)]


class SentHeaders(Headers):
    """A request's headers as they came, which nobody changes.

    Werkzeug's own check and change each one on its way in, and raise and catch an exception for each that is looked
    for and is not there.
    """

    def __init__(self, scope: HTTPScope) -> None:
        peer, _ = scope.get("client") or ("<local>", 0)
        sent = ((name.decode("latin1"), value.decode("latin1")) for name, value in scope["headers"])
        self._list = [("remote-addr", peer), *sent]  # first, so that nobody who sends one is believed

    def _get_key(self, key: str) -> str:
        wanted = key.lower()
        for name, value in self._list:  # the server made them lower case
            if name == wanted:
                return value
        raise KeyError(key)
