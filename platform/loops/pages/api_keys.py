"""Settings, API keys: listed, made and revoked. A new key is shown once, on the page that follows its form."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from quart import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from loops.api import audited
from loops.models.pagination import after, cursor_of
from loops.pages.door import for_members
from loops.pages.going import go
from loops.pages.key_form import KeyForm
from loops.pages.new_key import NOTHING, Following, following, made
from loops.pages.refusals import by_field
from loops.pages.rendering import page
from loops_tenants import keys, tokens
from loops_tenants.access import Actor
from loops_tenants.errors import ValidationFailed
from loops_tenants.hosts import tenant
from loops_tenants.scope import connection, tenant_transaction

PATH = "/admin/settings/api-keys"
PER_PAGE = 50


class Trouble(NamedTuple):
    """What was sent and could not be taken, and by field what is wrong with it."""

    form: KeyForm
    errors: Mapping[str, str]


def init(admin: Blueprint) -> None:
    admin.add_url_rule("/settings/api-keys", view_func=list_keys)
    admin.add_url_rule("/settings/api-keys", view_func=create_key, methods=["POST"])
    admin.add_url_rule("/settings/api-keys/<uuid:id>/revoke", view_func=ask_to_revoke)
    admin.add_url_rule("/settings/api-keys/<uuid:id>/revoke", view_func=revoke_key, methods=["POST"])


@for_members("keys.manage")
async def list_keys(by: Actor) -> Response:
    return await shown(await following())


async def shown(key: Following = NOTHING, *, trouble: Trouble | None = None) -> Response:
    async with tenant_transaction(tenant().id):
        before = after(request.args.get("cursor"))
        found = await keys.listed(tenant().id, limit=PER_PAGE + 1, before=before)
        now = await connection().fetchval("SELECT loops_now()")
    return page(
        "api_keys.html",
        status=400 if trouble else 200,
        keys=found[:PER_PAGE],
        cursor=cursor_of(found[PER_PAGE - 1].id) if len(found) > PER_PAGE else None,
        now=now,
        new=key.new,
        shown_before=key.before,
        form=trouble.form if trouble else KeyForm(),
        errors=trouble.errors if trouble else {},
        code=tokens.mint(),
    )


@for_members("keys.manage")
async def create_key(by: Actor) -> Response:
    """Sent twice, a form makes one key: its code is good for one."""
    sent: MultiDict[str, str] = await request.form
    form = KeyForm.sent(sent)
    try:
        code = await made(form, sent.get("code", ""), by=by)
    except ValidationFailed as fault:
        return await shown(trouble=Trouble(form, by_field(fault)))
    return go(f"{PATH}?{urlencode({'made': code})}")


@for_members("keys.manage")
async def ask_to_revoke(by: Actor, id: UUID) -> Response:
    async with tenant_transaction(tenant().id):
        return page("revoke_key.html", key=await keys.one(tenant().id, id))


@for_members("keys.manage")
async def revoke_key(by: Actor, id: UUID) -> Response:
    async with tenant_transaction(tenant().id):
        await keys.revoke(tenant().id, id)
        await audited.noted("keys.revoke", str(id), {}, by=by)
    return go(PATH)
