"""The choice between light, dark and what the system says: a form in every page's foot."""

from quart import Response, request

from loops.pages.going import go
from loops.pages.preferences import THEME, THEMES, keep
from loops_tenants.next_path import local_path
from loops_tenants.same_origin import demand_same_origin


async def chosen() -> Response:
    """What is no colour scheme of ours leaves the choice to the system."""
    demand_same_origin()
    sent = await request.form
    answer = go(local_path(sent.get("next", "")))
    keep(answer, THEME, sent["theme"] if sent.get("theme") in THEMES else "")
    return answer
