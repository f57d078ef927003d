"""Who looks at a board's page, and whether they may."""

from loops_tenants import signed_in
from loops_tenants.actors import Actor, person_of
from loops_tenants.hosts import tenant
from loops_tenants.visitors import admit, admit_reader

NOBODY = Actor("system", None, None, frozenset(), trusted=False)  # sees what a publishable key sees


async def reader() -> Actor:
    """Whoever is signed in as the API does; of others those of a public board."""
    if session := await signed_in.or_nobody():
        by = person_of(session)
        admit(by, tenant())
        return by
    admit_reader(tenant())
    return NOBODY
