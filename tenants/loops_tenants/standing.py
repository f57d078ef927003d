"""Who was let in a while ago, and stays: whether what let them in still holds."""

from typing import Literal, NamedTuple
from uuid import UUID

from loops_tenants.models import Tenant
from loops_tenants.sessions import GOOD


class Standing(NamedTuple):
    """What somebody was let in by. `says` is what must stay as it was: a tenant's privacy, the role of a session."""

    kind: Literal["tenant", "key", "session"]
    id: UUID
    says: str | None = None


def standings(tenant: Tenant, *by: Standing) -> frozenset[Standing]:
    """The tenant's own, and the caller's."""
    return frozenset((Standing("tenant", tenant.id, tenant.privacy), *by))


# Of the tenants $1, keys $2 and sessions $3 those that hold now, shaped like Standing. It takes the system scope.
HOLDING = f"""
SELECT 'tenant' AS kind, t.id, t.privacy::text AS says FROM tenants t
WHERE t.id = ANY ($1::uuid[]) AND t.suspended_at IS NULL AND t.deleted_at IS NULL
UNION ALL
SELECT 'key', k.id, NULL FROM api_keys k
WHERE k.id = ANY ($2::uuid[]) AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > loops_now())
UNION ALL
SELECT 'session', s.id, m.role FROM sessions s
LEFT JOIN memberships m ON m.tenant_id = s.tenant_id AND m.person_id = s.person_id
WHERE s.id = ANY ($3::uuid[]) AND {GOOD}"""
