"""/audit: what was done by those who run the board."""

from quart import Blueprint

from loops.api.contract import allow
from loops.models.audit import AuditEntry, AuditPage, ListAudit
from loops_tenants.hosts import tenant

audit = Blueprint("audit", __name__)


@audit.get("/audit")
@allow("admin", permission="audit.read")
async def list_audit(query: ListAudit) -> AuditPage:
    """Who did what to what, and from where, newest first. It is kept for as long as the board is."""
    return await AuditEntry.page(tenant(), query)
