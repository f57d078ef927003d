"""Web origins: `scheme://host[:port]`, as a browser writes them (RFC 6454, section 6.2)."""

from urllib.parse import urlsplit

LONGEST = 300
DEFAULT_PORTS = {"http": 80, "https": 443}


class NoOrigin(ValueError):
    def __init__(self, given: str) -> None:
        super().__init__(
            f"Must look like https://example.com, without a path or a last slash, not like {given[:LONGEST]}"
        )


def web_origin(given: str) -> str:
    """The same origin in a browser's words: lower case, punycode, no default port."""
    try:
        parts = urlsplit(given.strip())
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
        name = host.encode("idna").decode() if not host.isascii() else host
        if given.strip().lower() != f"{scheme}://{parts.netloc}".lower() or "@" in parts.netloc:
            raise NoOrigin(given)
    except ValueError:
        raise NoOrigin(given) from None
    if not name or len(given) > LONGEST or not is_host(name):
        raise NoOrigin(given)
    name = f"[{name}]" if ":" in name else name
    return f"{scheme}://{name}" if port in (None, DEFAULT_PORTS.get(scheme)) else f"{scheme}://{name}:{port}"


def is_host(name: str) -> bool:
    return all(mark.isalnum() or mark in "-.:_" for mark in name)
