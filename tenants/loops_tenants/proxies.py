"""Who really asks, and for which host: what proxies say of it, where they may be believed."""

import logging
import re
from collections.abc import Iterator
from ipaddress import IPv4Network, IPv6Network
from typing import NamedTuple

from hypercorn.typing import WWWScope

from loops_tenants.names import Address, address

Network = IPv4Network | IPv6Network
Told = dict[bytes, str]  # a header's values, joined as RFC 9110, 5.3 allows

log = logging.getLogger(__name__)

# Nothing is made of the scheme that a proxy tells, for links have their own; but who tells it is a proxy.
TOLD = frozenset((b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"forwarded"))
ELEMENT = re.compile(r'(?:[^",]|"(?:[^"\\]|\\.)*")+')  # RFC 7239, section 4: by commas, and not by those in quotes
PAIR = re.compile(r'(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^";\s]*))')
UNLISTED = (
    "%s sends X-Forwarded-* or Forwarded, and LOOPS_TRUSTED_PROXIES does not list it: what it says is not believed, "
    "and all who come through it count as one caller"
)


class Caller(NamedTuple):
    """Where a request came from, and the host it asked for: None where it named none, or more than one.

    `proxied`: it has headers that proxies write, believed or not. `unlisted`: written by a proxy near by that nobody
    has listed, so that the address is the proxy's, and that of all who come through it.
    """

    address: str
    host: str | None
    proxied: bool
    unlisted: bool = False


class Proxies:
    """`trusted` are those whose word counts; what their own clients sent under these names, they replace or extend."""

    def __init__(self, trusted: tuple[Network, ...] = ()) -> None:
        self.trusted = trusted
        self._warned = False

    def caller(self, scope: WWWScope) -> Caller:
        hosts, told = heard(scope)
        peer, _ = scope.get("client") or ("", 0)
        host = hosts[0] if len(hosts) == 1 else None
        if not told:
            return Caller(peer, host, proxied=False)
        if not self.trusts(address(peer)):
            return Caller(peer, host, proxied=True, unlisted=self._is_unlisted(peer))
        return Caller(self._beyond(peer, told), said_host(told) or host, proxied=True)

    def trusts(self, found: Address | None) -> bool:
        return found is not None and any(found in network for network in self.trusted)

    def _beyond(self, peer: str, told: Told) -> str:
        """The last hop that is not a proxy of ours. What is said of the way before it, its client may have made up."""
        nearest = peer
        for hop in reversed(list(hops(told))):
            if (found := address_in(hop)) is None:
                break  # a name that says nothing: `unknown`, `_hidden`
            nearest = str(found)
            if not self.trusts(found):
                break
        return nearest

    def _is_unlisted(self, peer: str) -> bool:
        """What comes from afar with such headers has made them up. Warns once."""
        found = address(peer)
        if found is None or found.is_global:
            return False
        if not self._warned:
            self._warned = True
            log.warning(UNLISTED, peer)
        return True


def heard(scope: WWWScope) -> tuple[list[str], Told]:
    """Every Host header, and what proxies told."""
    hosts, told = [], Told()
    for name, value in scope["headers"]:
        if name == b"host":
            hosts.append(text(value))
        elif name in TOLD:
            told[name] = f"{told[name]},{text(value)}" if name in told else text(value)
    return hosts, told


def text(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def hops(told: Told) -> Iterator[str]:
    """From the first client to the nearest proxy's. Most proxies write X-Forwarded-For and pass on a Forwarded that
    they do not know, so the one makes the other worthless."""
    if b"x-forwarded-for" in told:
        return iter(told[b"x-forwarded-for"].split(","))
    return (element.get("for", "") for element in elements(told))


def said_host(told: Told) -> str | None:
    """The host that the nearest proxy was asked for."""
    if b"x-forwarded-host" in told:
        return told[b"x-forwarded-host"].rpartition(",")[2].strip()
    *_, nearest = [{}, *elements(told)]
    return nearest.get("host")


def elements(told: Told) -> Iterator[dict[str, str]]:
    for element in ELEMENT.findall(told.get(b"forwarded", "")):
        yield {name.lower(): quoted or token for name, quoted, token in PAIR.findall(element)}


def address_in(hop: str) -> Address | None:
    """Without the port that some write, and an IPv6 address's brackets."""
    hop = hop.strip()
    if hop.startswith("["):
        return address(hop[1:].partition("]")[0])
    return address(hop.partition(":")[0] if hop.count(":") == 1 else hop)
