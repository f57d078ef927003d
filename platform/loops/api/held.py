"""/posts/held: what waits for the team to let it through."""

from quart import Blueprint

from loops.answers import Json
from loops.api.contract import allow
from loops.models.held import HeldPage, ListHeld, page_of_held
from loops_tenants.access import actor
from loops_tenants.hosts import tenant

held = Blueprint("held", __name__)


@held.get("/posts/held")
@allow("admin", permission="posts.moderate", transaction=False)
async def list_held(query: ListHeld) -> Json[HeldPage]:
    """The posts that wait, newest first. `PATCH /posts/:id {held: false}` lets one through."""
    return Json(await page_of_held(tenant(), query, by=actor()))
