"""Host names and addresses, each in the one form that they are compared in."""

import re
from functools import lru_cache
from ipaddress import AddressValueError, IPv4Address, IPv6Address, IPv6Network, ip_address

import idna

Address = IPv4Address | IPv6Address

LONGEST = 253  # characters of a name (RFC 1035, 2.3.4, without the dots that only its wire format has)
HOST_AND_PORT = re.compile(r"(\[[^\]]+\]|[^\[\]:]+)(?::(\d{0,5}))?", re.ASCII)  # RFC 3986, 3.2.2 and 3.2.3
LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
NAME = re.compile(rf"{LABEL}(?:\.{LABEL})*")


@lru_cache(maxsize=4096)
@lru_cache(4096)
def bare(host: str) -> str | None:
    """Lower case, in IDNA's ASCII, without port and last dot; an IPv6 literal keeps its brackets. None: no host."""
    parts = HOST_AND_PORT.fullmatch(host) if len(host) <= LONGEST + len(".:65535") else None
    if parts is None:
        return None
    return bracketed(parts[1]) if parts[1].startswith("[") else ascii_name(parts[1])


def port(host: str) -> int | None:
    """The port that is said, if one is."""
    parts = HOST_AND_PORT.fullmatch(host)
    return int(parts[2]) if parts and parts[2] else None


def ascii_name(text: str) -> str | None:
    text = text.removesuffix(".").lower()
    if not text.isascii():
        try:
            text = idna.encode(text, uts46=True).decode()
        except idna.IDNAError:
            return None
    return text if NAME.fullmatch(text) and len(text) <= LONGEST else None


def bracketed(literal: str) -> str | None:
    try:
        return f"[{IPv6Address(literal[1:-1])}]"
    except AddressValueError:
        return None


@lru_cache(maxsize=4096)
def address(text: str) -> Address | None:
    """An IPv4 address that came through an IPv6 socket (`::ffff:192.0.2.1`) is that IPv4 address."""
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found


@lru_cache(maxsize=4096)
def household(text: str) -> str:
    """What one subscriber is given: an IPv4 address, or a whole /64 of IPv6 ones (RFC 6177)."""
    found = address(text)
    return str(IPv6Network((found, 64), strict=False)) if isinstance(found, IPv6Address) else str(found or "")
