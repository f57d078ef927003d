"""A new key: made by its form, and shown on the page that follows."""

from contextlib import suppress
from typing import NamedTuple

from pydantic import TypeAdapter

from loops.api import audited
from loops.api.fields import checked_query
from loops.api.keys import NewKey as Asked
from loops.pages import once
from loops.pages.key_form import KeyForm
from loops_tenants import keys
from loops_tenants.access import Actor
from loops_tenants.hosts import tenant
from loops_tenants.models import ApiKey
from loops_tenants.scope import connection, tenant_transaction

ASKED = TypeAdapter(Asked)


class NewKey(NamedTuple):
    row: ApiKey
    key: str


async def made(form: KeyForm, code: str, *, by: Actor) -> str:
    """The code that shows it, in this browser alone."""
    code = once.code_of(code)
    asked = vars(checked_query(ASKED, form.asked()))
    with suppress(once.SentBefore):
        async with tenant_transaction(tenant().id):
            asked["expires_at"] = await connection().fetchval(EXPIRES, form.expires_in)
            row, key = await keys.create(tenant().id, created_by=by.as_json(), **asked)
            await once.keep("new-key", code, row.id, key)
            await audited.noted("keys.create", str(row.id), form.asked(), by=by)
    return code


async def take(code: str) -> NewKey | None:
    """None for a code that shows nothing here."""
    if (found := await once.take("new-key", code)) is None:
        return None
    async with tenant_transaction(tenant().id):
        return NewKey(await keys.one(tenant().id, found.id), found.secret)


EXPIRES = "SELECT loops_now() + make_interval(days => nullif($1::int, 0))"
