"""What is shown once: kept between a form and the page that follows it, for minutes and encrypted.

So it is in no URL, and a form that is sent again makes no second one: its code is good for one.
"""

from typing import NamedTuple
from uuid import UUID

from quart import current_app

from loops.safe import Safe
from loops_tenants import cookies, one_time, tokens
from loops_tenants.hosts import tenant
from loops_tenants.one_time import Kind
from loops_tenants.sign_in_errors import CodeUsed, SignInRefused

KEPT = 300  # seconds


class AlreadyShown(Exception):
    pass


class SentBefore(Exception):
    """The form was: what it asked for is made."""


class Once(NamedTuple):
    """The row's id, and what is shown of it."""

    id: UUID
    secret: str


def code_of(sent: str) -> str:
    """The form's own, or where it brought none a new one."""
    return sent if tokens.well_formed(sent) else tokens.mint()


async def keep(kind: Kind, code: str, id: UUID, secret: str) -> None:
    """In the tenant's open transaction, for this browser alone."""
    data = {"id": id, "secret": safe().lock(secret, *owner(code))}
    browser = tokens.digest(cookies.sent(cookies.SESSION))
    if not await one_time.claimed(kind, code, seconds=KEPT, data=data, tenant_id=tenant().id, browser=browser):
        raise SentBefore


async def take(kind: Kind, code: str) -> Once | None:
    """None for a code that shows nothing here."""
    try:
        found = await one_time.taken(kind, code, tenant_id=tenant().id, cookie=cookies.sent(cookies.SESSION))
    except CodeUsed:
        raise AlreadyShown from None
    except SignInRefused:
        return None
    return Once(UUID(found["id"]), safe().open(found["secret"], *owner(code)))


def owner(code: str) -> tuple[str | UUID, ...]:
    return "one_time_codes", tenant().id, code


def safe() -> Safe:
    found: Safe = current_app.extensions["safe"]
    return found
