"""What an actor may, by the permissions of roles (`roles.py` has their table)."""

from loops_tenants.actors import Actor
from loops_tenants.errors import Forbidden
from loops_tenants.roles import Permission, may


class NotPermitted(Forbidden):
    """By the role of who is signed in, or because it is for owners, which no key is."""

    def __init__(self, by: Actor, permission: Permission) -> None:
        super().__init__(f"This {lacking(by)} may not do this: it takes `{permission}` (docs/permissions.md).")
        self.by, self.permission = by, permission


def demand_permission(by: Actor, permission: Permission) -> None:
    if not permits(by, permission):
        raise NotPermitted(by, permission)


def permits(by: Actor, permission: Permission) -> bool:
    """A key acts as an admin where it has that scope: never as an owner, for admins make keys."""
    if by.type == "key":
        return "admin" in by.scopes and may("admin", permission)
    return by.type == "system" or may(by.role, permission)


def lacking(by: Actor) -> str:
    """Who it is that may not."""
    return "key" if by.type == "key" else f"session's role (`{by.role}`)" if by.role else "session"
