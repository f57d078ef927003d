"""What each role may do in its tenant: the one table of it."""

from types import MappingProxyType
from typing import Literal

Role = Literal["owner", "admin", "moderator", "member"]
Permission = Literal[
    "posts.moderate",
    "users.speak_for",
    "changelog.write",
    "statuses.manage",
    "keys.manage",
    "webhooks.manage",
    "plugins.manage",
    "members.read",
    "members.manage",
    "owners.manage",
    "users.erase",
    "data.move",
    "audit.read",
    "tenant.change",
    "tenant.delete",
]

ROLES: tuple[Role, ...] = ("owner", "admin", "moderator", "member")
OWNERS: frozenset[Role] = frozenset(("owner",))
ADMINS: frozenset[Role] = frozenset(("owner", "admin"))
MODERATORS: frozenset[Role] = frozenset(("owner", "admin", "moderator"))
MEMBERS: frozenset[Role] = frozenset(ROLES)

# Reading the board, posting, voting and commenting need no permission: whoever is signed in may.
PERMISSIONS: MappingProxyType[Permission, frozenset[Role]] = MappingProxyType(
    {
        "posts.moderate": MODERATORS,  # status, tag, held, merging, deleting; comments and notes
        "users.speak_for": MODERATORS,  # post and vote for another person, and see who wrote what
        "changelog.write": MODERATORS,
        "statuses.manage": ADMINS,
        "keys.manage": ADMINS,
        "webhooks.manage": ADMINS,
        "plugins.manage": ADMINS,
        "members.read": MEMBERS,
        "members.manage": ADMINS,  # invite, and change whoever is no owner
        "owners.manage": OWNERS,  # make an owner, and take it back
        "users.erase": ADMINS,
        "data.move": ADMINS,  # export and import
        "audit.read": ADMINS,
        "tenant.change": ADMINS,
        "tenant.delete": OWNERS,
    }
)

VISITING = frozenset(("read", "write"))
ADMINISTERING = frozenset(("read", "write", "admin"))


def may(role: Role | None, permission: Permission) -> bool:
    """None is the role of somebody who is signed in and no member."""
    return role in PERMISSIONS[permission]


def permissions_of(role: Role | None) -> list[Permission]:
    return [permission for permission in PERMISSIONS if may(role, permission)]


def scopes_of(role: Role | None) -> frozenset[str]:
    """What its session opens of the API, in the words of keys."""
    return ADMINISTERING if role in ADMINS else VISITING
