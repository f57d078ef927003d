"""The roadmap: a column for each status."""

from quart import Response, g

from loops.models.narrowing import narrowing
from loops.models.roadmap import roadmap
from loops.pages.door import NoBoard
from loops.pages.rendering import page
from loops_tenants.hosts import tenant
from loops_tenants.page_visitors import page_actor


async def shown() -> Response:
    if g.tenant is None:
        raise NoBoard
    by = await page_actor()
    columns, choices = await roadmap(tenant(), by=by), await narrowing(tenant())
    return page("roadmap.html", columns=columns, statuses=choices.statuses)
