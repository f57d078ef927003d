"""/tenant/identity-secret: a new one, while those before it are still believed."""

from typing import Literal

from quart import Blueprint

from loops.api.contract import allow
from loops.api.tenant import safe
from loops.models import tenant_settings
from loops.models.tenant_shapes import NewSecretJson, Overlap
from loops_tenants.hosts import tenant

identity_secret = Blueprint("identity_secret", __name__)


@identity_secret.post("/tenant/identity-secret")
@allow("admin", permission="keys.manage")
async def rotate_identity_secret(body: Overlap) -> tuple[NewSecretJson, Literal[201]]:
    """A new secret for identity tokens. The one before is believed for `overlap_days` more, 0-7."""
    return {"identity_secret": await tenant_settings.rotate_secret(tenant(), body, safe())}, 201
