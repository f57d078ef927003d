"""The roadmap: a column for each status."""

from typing import Any

import orjson
from quart import Response, g

from loops.models.narrowing import ASKED
from loops.models.narrowing import told as narrowed_by
from loops.models.roadmap import columns
from loops.pages.door import NoBoard
from loops.pages.rendering import page_known_by
from loops_tenants.hosts import tenant
from loops_tenants.page_visitors import page_actor
from loops_tenants.scope import read_together


async def show() -> Response:
    if g.tenant is None:
        raise NoBoard
    by = await page_actor()
    told = await read_together(tenant().id, columns(tenant(), by=by), ASKED)

    def shown() -> dict[str, Any]:
        return {"columns": orjson.loads(told[0][0]), "statuses": narrowed_by(told[1]).statuses}

    return page_known_by(told, "roadmap.html", shown)
