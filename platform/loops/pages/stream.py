"""The board's own stream, for its pages: whoever may read them may listen."""

from quart import g

from loops import limits
from loops.answers import EventStream
from loops.pages.door import NoBoard
from loops.streaming.feed import streams
from loops_tenants import signed_in
from loops_tenants.hosts import tenant
from loops_tenants.page_visitors import page_actor
from loops_tenants.standing import Standing, standings


async def sent() -> EventStream:
    if g.tenant is None:
        raise NoBoard
    await page_actor()  # raises where the board is not for them
    limits.count_reading()
    session = await signed_in.or_nobody()
    by = [Standing("session", session.id, session.role)] if session else []
    answer = await streams().opened(standings(tenant(), *by))
    answer.headers.update({"Cache-Control": "private, no-cache", "Vary": "Cookie"})
    return answer
