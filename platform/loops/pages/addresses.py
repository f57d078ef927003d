"""Addresses within a host."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

Arguments = Iterable[tuple[str, str | None]]


def address(path: str, arguments: Arguments = ()) -> str:
    """With what is given of the arguments."""
    query = urlencode([(name, value) for name, value in arguments if value])
    return f"{quote(path)}?{query}" if query else quote(path)
