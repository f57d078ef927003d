"""How often somebody writes on a board's pages: counted as the API counts it, and together with that."""

from typing import cast
from uuid import UUID

from loops import limits
from loops.limits import Written
from loops_tenants import visitor_cookie
from loops_tenants.actors import Actor
from loops_tenants.page_visitors import NOBODY


def count_write(by: Actor, what: Written = "write") -> None:
    """Raises RateLimited. Who sent no cookie yet counts for their address, or each of their writes were another's;
    and one address is not any number of new visitors.
    """
    if limits.of_app().exempt():
        return
    if by.team:
        limits.charge(limits.of_app().secret_key, cast(UUID, by.id))
    else:
        is_new = by.type == "visitor" and not visitor_cookie.sent()
        limits.count_for(NOBODY if is_new else by, limits.count_address(what))
        if is_new:
            limits.count_new_visitor()
