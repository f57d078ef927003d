"""The form of a new key, as it was filled in."""

from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict

EXPIRIES = (0, 30, 90, 365)  # days; 0: never


@dataclass(frozen=True)
class KeyForm:
    """`origins` are one a line. Of `scopes` and `origins`, what belongs to the other kind of key was not meant."""

    name: str = ""
    kind: str = "secret"
    scopes: list[str] = field(default_factory=lambda: ["read", "write"])
    origins: str = ""
    days: str = "0"

    @classmethod
    def sent(cls, form: MultiDict[str, str]) -> "KeyForm":
        return cls(
            form.get("name", ""),
            form.get("kind", ""),
            form.getlist("scopes"),
            form.get("origins", ""),
            form.get("days", "0"),
        )

    def asked(self) -> dict[str, Any]:
        """As the API is asked for one, but for its expiry."""
        of_kind = {"scopes": self.scopes} if self.kind == "secret" else {"origins": self.origins.split()}
        return {"name": self.name, "kind": self.kind, **of_kind}

    @property
    def expires_in(self) -> int:
        """In days; what the form does not offer is never."""
        return int(self.days) if self.days in map(str, EXPIRIES) else 0
