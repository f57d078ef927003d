"""Who acts: a key, a person, a page's visitor or the installation itself, and for whom."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from typing_extensions import TypedDict

from loops_tenants.roles import Role, may, scopes_of
from loops_tenants.sessions import SignedIn


class ActorJson(TypedDict):
    """`type` is key, user, person, plugin or system; `id` and `name` are null where there are none.

    In the audit log also `command`: whoever runs the installation, by the command line; `name` is the command.
    """

    type: str
    id: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and for whom. `trusted`: what it says of its user is proof (by a secret key, token or session).

    `team`: sees what visitors do not, as others' external user ids are. `identified`: by a token, which also says what
    the user is called. A person has a `role` where they are a member.
    """

    type: Literal["key", "person", "visitor", "system"]
    id: UUID | None
    name: str | None
    scopes: frozenset[str]
    trusted: bool
    external_user_id: str | None = None
    team: bool = False
    identified: bool = False
    user_name: str | None = None
    role: Role | None = None

    @property
    def voter(self) -> str | None:
        """The name that a vote is kept under, beside whether it was proved."""
        return self.external_user_id and f"user:{self.external_user_id}"

    @property
    def speaks_for_itself(self) -> bool:
        return self.type == "person" and self.external_user_id == user_id_of(self.id)

    @property
    def speaks_for_team(self) -> bool:
        """A member in their own name, or a secret key that names nobody."""
        return self.role is not None if self.speaks_for_itself else self.team and self.external_user_id is None

    @property
    def public_name(self) -> str | None:
        """What anybody may read beside what was written: no key's name, and neither an address nor an id."""
        name = self.name if self.speaks_for_itself else self.user_name
        return None if name is None or "@" in name or name == self.external_user_id else name

    def as_json(self) -> ActorJson:
        """Whose act it was: the visitor's, where the call speaks for one."""
        if self.external_user_id and not self.speaks_for_itself:
            return {"type": "user", "id": self.external_user_id, "name": self.user_name}
        return {"type": self.type, "id": str(self.id) if self.id else None, "name": self.name}


SYSTEM = Actor("system", None, None, frozenset(), trusted=True, team=True)


def person_of(session: SignedIn) -> Actor:
    """Who is signed in. A member acts by their role; anybody else is a visitor, whose id is proved."""
    return Actor(
        "person",
        session.person_id,
        session.name,
        scopes_of(session.role) if session.tenant_id else frozenset(),
        trusted=True,
        external_user_id=user_id_of(session.person_id),
        team=may(session.role, "users.speak_for"),
        role=session.role,
    )


def user_id_of(person_id: UUID | None) -> str:
    """The external user id that a person who is signed in votes and posts under."""
    return f"person:{person_id}"
