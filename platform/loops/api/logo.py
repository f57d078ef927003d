"""/tenant/logo: the picture that a board is known by."""

from typing import Annotated, Literal

from quart import Blueprint

from loops.api.contract import allow
from loops.api.tenant import safe
from loops.api.upload import Takes, Upload
from loops.models import picture, tenant_settings
from loops.models.picture import MEDIA_TYPES, NoPicture, PictureTooLarge
from loops.models.tenant_shapes import TenantJson
from loops_tenants.hosts import tenant

logo = Blueprint("logo", __name__)


@logo.put("/tenant/logo")
@allow("admin", permission="tenant.change")
async def set_logo(body: Annotated[Upload, Takes(MEDIA_TYPES, NoPicture, PictureTooLarge)]) -> TenantJson:
    """The picture itself, at most 512 KiB and 4096 × 4096 pixels large; no SVG, which can carry scripts."""
    picture.check(body.content, body.media_type)
    await tenant_settings.set_logo(tenant(), body.media_type, body.content)
    return await tenant_settings.shown(tenant(), safe())


@logo.delete("/tenant/logo")
@allow("admin", permission="tenant.change")
async def delete_logo() -> tuple[Literal[""], Literal[204]]:
    """Gone. Once more changes nothing."""
    await tenant_settings.remove_logo(tenant())
    return "", 204
