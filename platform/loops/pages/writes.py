"""What a page's form does: in one transaction of the tenant, by whoever sent it, counted as the API counts it."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from quart import Response, g

from loops import queue
from loops.api.contract import tried_again
from loops.limits import Written
from loops.pages.door import NoBoard
from loops.pages.write_limits import count_write
from loops_tenants.actors import Actor
from loops_tenants.hosts import tenant
from loops_tenants.page_visitors import page_writer, with_visitor
from loops_tenants.scope import tenant_transaction

Done = TypeVar("Done")
Work = Callable[[], Awaitable[Done]]


async def writer(what: Written = "write") -> Actor:
    """Who has sent this form, and may write now. Raises where it came from another site, or too much did."""
    if g.tenant is None:
        raise NoBoard
    by = await page_writer()
    count_write(by, what)
    return by


async def carried_out(work: Work[Done]) -> Done:
    """The transaction is tried again where PostgreSQL ended it for another; the worker hears of it once it holds."""

    async def in_one() -> Done:
        async with tenant_transaction(tenant().id):
            return await work()

    done = await tried_again(in_one)
    queue.wake()
    return done


def answered(answer: Response) -> Response:
    """To the visitor that wrote, who is the same one next time."""
    return with_visitor(answer)
