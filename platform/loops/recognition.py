"""A visitor whom nobody knew signs in: what they did becomes the person's."""

import logging

from loops import queue
from loops.errors import UNAVAILABLE
from loops.models.joining import join
from loops_tenants.actors import SYSTEM
from loops_tenants.errors import Unavailable
from loops_tenants.models import Tenant
from loops_tenants.scope import tenant_transaction

log = logging.getLogger(__name__)


async def recognise(tenant: Tenant, visitor: str, person: str) -> bool:
    """Whether it is done: what is in the way may be gone at the next time, and nobody's sign-in fails over it."""
    try:
        async with tenant_transaction(tenant.id):
            await join(tenant, visitor, person, by=SYSTEM)
    except (*UNAVAILABLE, Unavailable) as error:
        log.warning("a visitor's votes and posts wait for the next sign-in: %r", error)
        return False
    queue.wake()
    return True
