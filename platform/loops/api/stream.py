"""/stream: what happens on the board, as it happens."""

from uuid import UUID

from quart import Blueprint

from loops.answers import EventStream
from loops.api.contract import allow
from loops.streaming.feed import streams
from loops_tenants.access import actor
from loops_tenants.at_hand import known
from loops_tenants.hosts import tenant
from loops_tenants.standing import Standing, standings

stream = Blueprint("stream", __name__)


@stream.get("/stream")
@allow("read", transaction=False)
async def open_stream() -> EventStream:
    """The board's public events as server-sent events, from now on, or after the one that `Last-Event-ID` names.

    Each has the event's `position` as its id, its name as its type, and as its data what webhooks are sent, without
    anything that says who it was. It ends after an hour, and when its key or session does; browsers come back by
    themselves, and miss nothing.
    """
    return await streams().opened(standings(tenant(), caller()))


def caller() -> Standing:
    """What lets this call in."""
    by = actor()
    if by.type == "person":
        return Standing("session", known().session_id, by.role)
    assert isinstance(by.id, UUID)
    return Standing("key", by.id)
