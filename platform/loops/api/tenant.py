"""/tenant: what a tenant sets of its own board."""

from typing import cast

from quart import Blueprint, current_app

from loops.api.contract import allow
from loops.models import tenant_settings
from loops.models.tenant_shapes import TenantChange, TenantJson
from loops.safe import Safe
from loops_tenants.hosts import tenant

board = Blueprint("tenant", __name__)


@board.get("/tenant")
@allow("admin", permission="tenant.change")
async def show_tenant() -> TenantJson:
    """The board's settings, with the secret that identity tokens are signed with."""
    return await tenant_settings.shown(tenant(), safe())


@board.patch("/tenant")
@allow("admin", permission="tenant.change")
async def change_tenant(body: TenantChange) -> TenantJson:
    """Set what is given; what is not stays. It is so everywhere within a second."""
    await tenant_settings.change(tenant(), body)
    return await tenant_settings.shown(tenant(), safe())


def safe() -> Safe:
    return cast(Safe, current_app.extensions["safe"])
