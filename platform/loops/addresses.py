"""Which network addresses are out in the world, whatever form they come in."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def networks(*written: str) -> tuple[Network, ...]:
    return tuple(map(ip_network, written))


LOOPBACK = networks("127.0.0.0/8", "::1/128")
# Where clouds tell a machine its own secrets, or answer it otherwise: link-local, and what AWS, GCP, Azure, Alibaba,
# Oracle, Scaleway and Akamai have beside it.
METADATA = networks(
    *("169.254.0.0/16", "168.63.129.16/32", "100.100.100.200/32", "192.0.0.192/32"),
    *("fe80::/10", "fd00:ec2::/32", "fd20:ce::/32", "fd00:100::100:200/128", "fd00:c1::a9fe:a9fe/128"),
    *("fd00:42::42/128", "fd00:a9fe:a9fe::1/128"),
)
# What Python's `is_global` lets pass, at least before 3.12.4, of IANA's registries of special addresses.
SPECIAL = networks("192.0.0.0/24", "192.88.99.0/24", "224.0.0.0/4", "2001::/23", "3fff::/20")
UNICAST = ip_network("2000::/3")

# Where an IPv6 address holds an IPv4 one, and at which bit: mapped and compatible (RFC 4291), NAT64 (RFC 6052), 6to4.
HOLDERS = {
    ip_network("::ffff:0:0/96"): 96,
    ip_network("::/96"): 96,
    ip_network("64:ff9b::/96"): 96,
    ip_network("2002::/16"): 16,
}
LOCAL_NAT64 = ip_network("64:ff9b:1::/48")  # RFC 8215
THEMSELVES = (IPv6Address("::"), IPv6Address("::1"))
NOTHING = ip_network("0.0.0.0/8")


def is_public(address: Address) -> bool:
    """Whether it is globally routable, and one host's."""
    if isinstance(address, IPv6Address) and address not in UNICAST:
        return False
    return address.is_global and not is_in(address, SPECIAL)


def is_in(address: Address, some: tuple[Network, ...]) -> bool:
    return any(address in network for network in some)


def ends(written: str) -> list[Address]:
    """Where a connection to an address may end: there, or at the IPv4 address that a translator reads in it."""
    address = ip_address(written.partition("%")[0])
    if isinstance(address, IPv4Address) or address in THEMSELVES:
        return [address]
    bits = f"{int(address):0128b}"
    if address in LOCAL_NAT64:
        return local_nat64_ends(bits)
    return [ipv4(bits[at : at + 32]) for network, at in HOLDERS.items() if address in network] or [address]


def local_nat64_ends(bits: str) -> list[Address]:
    """Nobody but its network knows how long that prefix is (RFC 6052 2.2): all that it can be read as."""
    skipping = bits[:64] + bits[72:]
    read = [ipv4(bits[96:]), *(ipv4(skipping[at : at + 32]) for at in (48, 56, 64))]
    return [address for address in read if address not in NOTHING]


def ipv4(bits: str) -> IPv4Address:
    return IPv4Address(int(bits, 2))
