"""Slugs: the names that boards are reached by, and those that nobody is given."""

import re
from unicodedata import normalize

from loops_tenants.errors import Conflict, Detail, ValidationFailed

# 3-40 of a-z, 0-9 and -, as a label of a host name may be: no - at its ends, and none that browsers take for an
# encoded name of another alphabet (`xn--`).
FORM = re.compile(r"(?!..--)[a-z0-9][a-z0-9-]{1,38}[a-z0-9]")

# Hosts that the installation, its mail and its certificates may need, and those that people would take for ours.
WORDS = """
abuse account accounts admin administrator api apex app apps assets auth autoconfig autodiscover billing blog board
boards broadcasthost cdn changelog console contact dashboard dev developer developers dns docs download email files ftp
graphql health healthz help hostmaster hooks imap img images info internal isatap legal localdomain localhost login
logout loop loop-widget loops mail mail1 mail2 media metrics mx ns1 ns2 ns3 ns4 noreply no-reply oauth oidc openapi
plugin plugins pop pop3 postmaster privacy public readyz register root security sftp sign-in sign-out sign-up signin
signout signup smtp sso staging static status stream support sysadmin system tenant tenants terms tls-ask token tokens
upload uploads vpn webhook webhooks webmail webmaster well-known widget widgets wpad www www1 www2
"""
RESERVED = frozenset(WORDS.split())
LONGEST = 40
# Latin letters that no mark comes off of.
PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "'": "", "’": ""})


class SlugMalformed(ValidationFailed):
    def __init__(self, slug: str) -> None:
        rule = "3-40 of a-z, 0-9 and -, with no - at the beginning, at the end or as both its third and fourth"
        super().__init__(details=[Detail(field="slug", message=f"`{slug}` is no slug: it takes {rule}.")])


class SlugReserved(Conflict):
    def __init__(self, slug: str) -> None:
        super().__init__(f"The slug `{slug}` is reserved: choose another.")


class SlugTaken(Conflict):
    """By a tenant, or by one that was deleted less than a year ago."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"The slug `{slug}` is taken, or was until less than a year ago: choose another.")


def suggested(name: str) -> list[str]:
    """What an organisation of that name might be called, best first; none where its alphabet has no such letters."""
    latin = normalize("NFKD", name.casefold().translate(PLAIN)).encode("ascii", "ignore").decode()
    stem = "-".join(re.findall("[a-z0-9]+", latin))
    if not stem:
        return []
    stem = stem if len(stem) > 2 else f"{stem}-board"
    tails = ["", *(f"-{n}" for n in range(2, 10))]
    slugs = [stem[: LONGEST - len(tail)].strip("-") + tail for tail in tails]
    return [slug for slug in slugs if slug not in RESERVED]


def check(slug: str) -> None:
    """Refuse what no tenant may be called."""
    if not FORM.fullmatch(slug):
        raise SlugMalformed(slug)
    if slug in RESERVED:
        raise SlugReserved(slug)
