"""A new key: made by its form, and shown on the page that follows."""

from contextlib import suppress
from typing import NamedTuple

from pydantic import TypeAdapter
from quart import request

from loops.api import audited
from loops.api.fields import checked_query
from loops.models.key_shapes import NewKey as Asked
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


class Following(NamedTuple):
    """What the page that follows the form has of it: the key, or that it was shown `before`."""

    new: NewKey | None = None
    before: bool = False


NOTHING = Following()


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


async def following() -> Following:
    """A look ahead, by HEAD, does not use it up."""
    if request.method != "GET" or not (code := request.args.get("made")):
        return NOTHING
    try:
        return Following(new=await take(code))
    except once.AlreadyShown:
        return Following(before=True)


async def take(code: str) -> NewKey | None:
    """None for a code that shows nothing here."""
    if (found := await once.take("new-key", code)) is None:
        return None
    async with tenant_transaction(tenant().id):
        return NewKey(await keys.one(tenant().id, found.id), found.secret)


EXPIRES = "SELECT loops_now() + make_interval(days => nullif($1::int, 0))"
