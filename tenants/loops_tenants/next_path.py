"""`next`: where somebody goes once they are signed in, which is a path of this very host."""

import re

from werkzeug.urls import iri_to_uri

from loops_tenants.sign_in_errors import LeadsElsewhere

LONGEST = 2000  # characters

# Browsers read `//host`, `/\host` and, tabs and line ends being left out, `/<tab>/host` as another host.
PATH = re.compile(rf"/(?![/\\])[^\\\x00-\x20\x7f-\x9f]{{0,{LONGEST}}}")


def local_path(given: str, otherwise: str = "/") -> str:
    """As it may stand in a Location. What is given and would lead elsewhere is refused."""
    if given and not PATH.fullmatch(given):
        raise LeadsElsewhere
    return iri_to_uri(given or otherwise)
