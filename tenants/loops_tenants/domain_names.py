"""Which names may be claimed as a tenant's own domain, and in which form they are kept."""

from loops_tenants.errors import Detail, ValidationFailed
from loops_tenants.names import LONGEST, address, ascii_name, bare

RECORD = "_loops."  # before the domain: where its DNS record is looked for


class DomainMalformed(ValidationFailed):
    def __init__(self, message: str) -> None:
        super().__init__(details=[Detail(field="domain", message=message)])


def checked(given: str, *, apex: str) -> str:
    """In lower case and in IDNA's ASCII. Never an address, the installation's own host, or a name under that."""
    name = ascii_name(given.strip())
    if name is None or len(name) > LONGEST - len(RECORD):
        raise DomainMalformed("Must be a bare domain name, like ideas.example.com.")
    if address(name) or is_number(name.rpartition(".")[2]):
        raise DomainMalformed("Must be a name, and not an address.")
    if f".{name}".endswith(f".{bare(apex)}"):
        raise DomainMalformed("Is the installation's own host, or under it: boards live there already.")
    return name


def is_number(label: str) -> bool:
    """Whether a browser would read a host that ends so as an IPv4 address (URL Standard, "ends in a number")."""
    return label.isdigit() or (label.startswith("0x") and all(digit in "0123456789abcdef" for digit in label[2:]))
