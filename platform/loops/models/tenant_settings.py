"""What a tenant sets of its own board, shown and changed."""

from hashlib import sha256
from typing import cast

from loops.models.brand import corrected
from loops.models.identity_secret import IdentitySecrets, now
from loops.models.tenant_shapes import Language, Overlap, Privacy, TenantChange, TenantJson
from loops.safe import Safe
from loops_tenants import hosts
from loops_tenants.logos import Logo
from loops_tenants.models import Tenant


async def shown(of: Tenant, safe: Safe) -> TenantJson:
    """As it is now: `of` may be half a second old."""
    tenant = await Tenant.get(id=of.id)
    if not tenant.identity_secrets:
        tenant = await locked(of)  # for one is made, and no second one beside it
    identity = IdentitySecrets(tenant, safe)
    return {
        "slug": tenant.slug,
        "name": tenant.name,
        "url": of.home,
        "language": cast(Language, tenant.language),
        "brand_color": tenant.brand_color,
        "brand": corrected(tenant.brand_color),
        "logo_url": f"{of.home}{logo_path(tenant.logo_version)}" if tenant.logo_version else None,
        "privacy": cast(Privacy, tenant.privacy),
        "anonymous_posting": tenant.anonymous_posting,
        "anonymous_voting": tenant.anonymous_voting,
        "require_identity": tenant.require_identity,
        "moderation": tenant.moderation,
        "identity_secret": await identity.newest(),
        "older_identity_secrets": identity.older(await now()),
        "created_at": tenant.created_at,
    }


async def change(of: Tenant, change: TenantChange) -> None:
    """Other processes believe in what was before for half a second at most."""
    tenant = await locked(of)
    new = {name: value for name, value in change.items() if value != getattr(tenant, name)}
    if new:
        tenant.update_from_dict(new)
        await tenant.save(update_fields=list(new))
        hosts.look_up.forget()


async def rotate_secret(of: Tenant, overlap: Overlap, safe: Safe) -> str:
    return await IdentitySecrets(await locked(of), safe).rotate(overlap, await now())


async def set_logo(of: Tenant, media_type: str, content: bytes) -> None:
    tenant = await locked(of)
    version = sha256(content).hexdigest()[:16]
    await Logo.filter(tenant_id=tenant.id).delete()
    await Logo.create(tenant_id=tenant.id, media_type=media_type, version=version, content=content)
    await name_logo(tenant, version)


async def remove_logo(of: Tenant) -> None:
    tenant = await locked(of)
    await Logo.filter(tenant_id=tenant.id).delete()
    await name_logo(tenant, None)


async def name_logo(tenant: Tenant, version: str | None) -> None:
    tenant.logo_version = version
    await tenant.save(update_fields=["logo_version"])
    hosts.look_up.forget()


def logo_path(version: str | None) -> str:
    """Another one for each logo, so that it may be kept for ever."""
    return f"/logo?{version}"


async def locked(of: Tenant) -> Tenant:
    """Its row, which nobody else changes until the transaction ends."""
    return await Tenant.filter(id=of.id).select_for_update(no_key=True).get()
