"""Settings, board: what its team says of it and of who may take part, by a form; `PATCH /tenant` does the same."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from quart import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from loops.api import audited
from loops.api.fields import checked_query
from loops.locales import LANGUAGES
from loops.models import tenant_settings
from loops.models.tenant_shapes import TenantChange
from loops.pages.door import for_members
from loops.pages.going import go
from loops.pages.refusals import by_field
from loops.pages.rendering import page
from loops_tenants.access import Actor
from loops_tenants.errors import ValidationFailed
from loops_tenants.hosts import tenant
from loops_tenants.models import Tenant
from loops_tenants.scope import tenant_transaction

PATH = "/admin/settings/board"
CHANGE = TypeAdapter(TenantChange)
PRIVACIES = ("public", "sign_in", "members")
SWITCHES = ("anonymous_posting", "anonymous_voting", "moderation", "require_identity")
FIELDS = ("name", "language", "brand_color", "privacy", *SWITCHES)


def init(admin: Blueprint) -> None:
    admin.add_url_rule("/settings/board", view_func=show_board)
    admin.add_url_rule("/settings/board", view_func=change_board, methods=["POST"])


@for_members("tenant.change")
async def show_board(by: Actor) -> Response:
    async with tenant_transaction(tenant().id):
        now = await Tenant.get(id=tenant().id)
    return form({field: getattr(now, field) for field in FIELDS}, saved="saved" in request.args)


@for_members("tenant.change")
async def change_board(by: Actor) -> Response:
    given = filled_in(await request.form)
    try:
        change: Any = checked_query(CHANGE, given)
    except ValidationFailed as fault:
        return form(given, errors=by_field(fault))
    new = {field: value for field, value in change.items() if value != getattr(tenant(), field)}
    async with tenant_transaction(tenant().id):
        await tenant_settings.change(tenant(), change)
        await audited.noted("tenant.change", None, new, by=by)
    return go(f"{PATH}?saved")


def filled_in(sent: MultiDict[str, str]) -> dict[str, Any]:
    """As the API takes it. A switch that is off is not sent at all, and no colour is Loops' own."""
    texts = {field: sent.get(field, "") for field in ("name", "language", "privacy")}
    return texts | {"brand_color": sent.get("brand_color") or None} | {field: field in sent for field in SWITCHES}


def form(given: Mapping[str, Any], *, errors: Mapping[str, str] | None = None, saved: bool = False) -> Response:
    choices = {"languages": LANGUAGES.values(), "privacies": PRIVACIES, "switches": SWITCHES}
    status = 400 if errors else 200
    return page("board_settings.html", status=status, given=given, errors=errors or {}, saved=saved, **choices)
