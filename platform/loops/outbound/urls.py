"""A URL as it is read where it is called."""

import socket
from functools import lru_cache

from yarl import URL

WHOLE = "Give a whole URL, like https://example.com/loops."


@lru_cache(maxsize=4096)
def parsed(written: str) -> URL:
    """As aiohttp reads it, so that what is checked is what is called. ValueError: it is no URL to send to."""
    try:
        url = URL(written)
    except ValueError as wrong:
        raise ValueError(f"{WHOLE} {wrong}") from None
    if (
        url.scheme not in ("http", "https")
        or not (url.host and url.port)
        or any(c <= " " or c == "\x7f" for c in written)
    ):
        raise ValueError(WHOLE)
    if url.user is not None or url.password is not None:
        raise ValueError("Leave user name and password out: what is in a URL ends up in logs.")
    return url


def legacy_number(host: str) -> str:
    """The address in its usual form where the system would read a host as one (`127.1`, `0x7f000001`), else ''."""
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return ""
