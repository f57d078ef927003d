"""Settings that are changed are written down, without secrets."""

from typing import Any

import asyncpg

from caller import Caller
from test_isolation import PNG


async def entries(ada: Caller) -> list[tuple[str, Any, Any]]:
    found = (await ada("GET", "/audit")).json["entries"]
    return [(one["action"], one["subject"], one["details"]) for one in reversed(found)]


async def test_each_change_says_what_was_asked_for(ada: Caller) -> None:
    await ada("POST", "/statuses", {"name": "Beta"})
    await ada("PATCH", "/statuses/beta", {"position": 0})
    await ada("DELETE", "/statuses/beta")
    await ada("PATCH", "/tenant", {"privacy": "members"})
    await ada.send("PUT", "/tenant/logo", "image/png", PNG)
    await ada("DELETE", "/tenant/logo")
    assert await entries(ada) == [
        ("statuses.create", "beta", {"name": "Beta"}),
        ("statuses.change", "beta", {"position": 0}),
        ("statuses.delete", "beta", {}),
        ("tenant.change", None, {"privacy": "members"}),
        ("logo.set", None, {"media_type": "image/png", "bytes": len(PNG)}),
        ("logo.delete", None, {}),
    ]


async def test_a_secret_is_not_in_it(ada: Caller, sql: asyncpg.Connection) -> None:
    made = (await ada("POST", "/tenant/identity-secret", {"overlap_days": 0})).json["identity_secret"]
    assert await entries(ada) == [("identity_secret.rotate", None, {"overlap_days": 0})]
    assert made not in str(await sql.fetch("SELECT * FROM audit_log"))
