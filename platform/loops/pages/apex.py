"""The apex: what this is, and on one's own machine which boards there are."""

from quart import Response, current_app

from loops.pages.rendering import page
from loops_tenants.hosts import hosts
from loops_tenants.registry import living


async def shown() -> Response:
    """Who has a board here is nobody's business: tenants are named in the embedded mode alone."""
    about = {"domain": hosts().domain, "signup": current_app.extensions["signup"]}
    if not current_app.extensions["lists_boards"]:
        return page("apex.html", **about)
    boards = [(tenant.name, tenant.slug, hosts().home_of(tenant.slug)) for tenant in await living()]
    return page("boards.html", boards=boards, **about)
