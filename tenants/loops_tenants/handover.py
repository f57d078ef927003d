"""From the apex, where people sign in, to the host of the board that they came from."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from loops_tenants import one_time, tokens
from loops_tenants.at_hand import known
from loops_tenants.hosts import hosts
from loops_tenants.models import Tenant
from loops_tenants.names import bare
from loops_tenants.next_path import local_path
from loops_tenants.scope import system_transaction
from loops_tenants.sessions import SignedIn
from loops_tenants.sign_in_errors import CodeUnknown

LIFE = 60  # seconds
DIGEST = re.compile("[0-9a-f]{64}")


class Departure(NamedTuple):
    """What a browser brings along from a board: its host, the digest of a cookie that was set there, where to go on."""

    board: str
    browser: str
    next: str

    @classmethod
    def told(cls, by: Mapping[str, str]) -> "Departure | None":
        """None where somebody came straight to the apex. The cookie itself stays at the board's host.

        None at a board's host too, whatever is told there: who is signed in at one is so there alone.
        """
        if known().tenant or not by.get("board"):
            return None
        if not DIGEST.fullmatch(by.get("browser", "")) or (board := bare(by["board"])) is None:
            raise CodeUnknown
        return cls(board, by["browser"], local_path(by.get("next", "")))

    @property
    def query(self) -> str:
        return urlencode(self._asdict())

    async def tenant(self) -> Tenant:
        """Whose host that is. Nobody's is 404."""
        if not (whose := await hosts().whose(self.board)):
            raise CodeUnknown
        return await hosts().resident(whose)

    def address_of(self, tenant: Tenant) -> str:
        """That very host's: a tenant may have several, and the cookie is at this one."""
        home = hosts().home_of(tenant.slug)
        return home if bare(home.partition("://")[2]) == self.board else hosts().home_at(self.board)


class Arrival(NamedTuple):
    """Who comes from the apex, by which of their sessions there, and where they go on to."""

    person_id: UUID
    origin_id: UUID
    provider: str
    next: str


def leaving(host: str, cookie: str, next_path: str) -> str:
    """The address at the apex that signs somebody in for this board, in this browser."""
    return f"{hosts().home}/sign-in?{Departure(bare(host) or '', tokens.digest(cookie), next_path).query}"


async def sent_on(departure: Departure, session: SignedIn) -> str:
    """The address at the board's own host that takes them in, and no other browser, and not for long."""
    if session.tenant_id is not None:
        raise CodeUnknown
    tenant = await departure.tenant()
    data: dict[str, Any] = {"person": session.person_id, "origin": session.id, "provider": session.provider}
    async with system_transaction():
        code = await one_time.made(
            "hand-over",
            seconds=LIFE,
            tenant_id=tenant.id,
            browser=departure.browser,
            data=data | {"next": departure.next},
        )
    return f"{departure.address_of(tenant)}/sign-in/arrive?{urlencode({'code': code})}"


async def arrived(code: str, *, tenant_id: UUID | None, cookie: str) -> Arrival:
    """At the board's host."""
    if tenant_id is None:  # the apex is where hand-overs come from
        raise CodeUnknown
    data = await one_time.taken("hand-over", code, tenant_id=tenant_id, cookie=cookie)
    return Arrival(UUID(data["person"]), UUID(data["origin"]), data["provider"], data["next"])
