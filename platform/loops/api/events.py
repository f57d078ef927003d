"""/events: all that has happened on the board."""

from quart import Blueprint

from loops.answers import Json
from loops.api.contract import allow
from loops.models.event_log import EventPage, ListEvents, page_of_events
from loops_tenants.hosts import tenant

events = Blueprint("events", __name__)


@events.get("/events")
@allow("admin", permission="webhooks.manage", transaction=False)
async def list_events(query: ListEvents) -> Json[EventPage]:
    """The events of the last 90 days, oldest first, each as webhooks are sent it and with its `position`.

    A worker numbers events soon after they happen: none is ever skipped, and where no worker runs none appears.
    """
    return Json(await page_of_events(tenant(), query))
