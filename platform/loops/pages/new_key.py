"""A key between the form that makes it and the page that shows it: kept for minutes, encrypted, and shown once.

So the key is in no URL, and the form sent again makes no second one.
"""

from typing import NamedTuple
from uuid import UUID

from pydantic import TypeAdapter
from quart import current_app

from loops.api import audited
from loops.api.fields import checked_query
from loops.api.keys import NewKey as Asked
from loops.pages.key_form import KeyForm
from loops.safe import Safe
from loops_tenants import cookies, keys, one_time, tokens
from loops_tenants.access import Actor
from loops_tenants.hosts import tenant
from loops_tenants.models import ApiKey
from loops_tenants.scope import connection, tenant_transaction
from loops_tenants.sign_in_errors import CodeUsed, SignInRefused

KEPT = 300  # seconds
ASKED = TypeAdapter(Asked)


class AlreadyShown(Exception):
    pass


class SentBefore(Exception):
    """The form was: what it asked for is made."""


class NewKey(NamedTuple):
    row: ApiKey
    key: str


async def made(form: KeyForm, code: str, *, by: Actor) -> str:
    """The code that shows it, in this browser alone: the form's own."""
    code = code if tokens.well_formed(code) else tokens.mint()
    asked = vars(checked_query(ASKED, form.asked()))
    try:
        async with tenant_transaction(tenant().id):
            asked["expires_at"] = await connection().fetchval(EXPIRES, form.expires_in)
            row, key = await keys.create(tenant().id, created_by=by.as_json(), **asked)
            await keep(row, key, code)
            await audited.noted("keys.create", str(row.id), form.asked(), by=by)
    except SentBefore:
        pass
    return code


async def keep(row: ApiKey, key: str, code: str) -> None:
    data = {"id": row.id, "key": safe().lock(key, *owner(code))}
    browser = tokens.digest(cookies.sent(cookies.SESSION))
    if not await one_time.claimed("new-key", code, seconds=KEPT, data=data, tenant_id=tenant().id, browser=browser):
        raise SentBefore


async def take(code: str) -> NewKey | None:
    """None for a code that shows nothing here."""
    try:
        found = await one_time.taken("new-key", code, tenant_id=tenant().id, cookie=cookies.sent(cookies.SESSION))
    except CodeUsed:
        raise AlreadyShown from None
    except SignInRefused:
        return None
    async with tenant_transaction(tenant().id):
        row = await keys.one(tenant().id, UUID(found["id"]))
    return NewKey(row, safe().open(found["key"], *owner(code)))


def owner(code: str) -> tuple[str | UUID, ...]:
    return "one_time_codes", tenant().id, code


def safe() -> Safe:
    found: Safe = current_app.extensions["safe"]
    return found


EXPIRES = "SELECT loops_now() + make_interval(days => nullif($1::int, 0))"
