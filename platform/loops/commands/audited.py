"""What the command line does to a tenant, told in its audit log."""

from uuid import UUID

import click

from loops.models.audit import AuditEntry, details_of


async def noted(tenant_id: UUID, action: str, subject: object = None, details: object = None) -> None:
    """In the open transaction, the tenant's or everybody's: what is rolled back was never done.

    Named as the API's calls are that do the same. Who ran the command the installation does not know.
    """
    await AuditEntry.create(
        tenant_id=tenant_id,
        action=action,
        subject=None if subject is None else str(subject),
        details=details_of(details),
        actor={"type": "command", "id": None, "name": click.get_current_context().command_path},
    )
