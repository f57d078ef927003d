"""What people write, and what they were told."""

import random
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from chaos.installation import DOMAIN, Installation

LINGERS = 0.15, 0.4  # seconds after it was sent; see witness.py


@dataclass
class Write:
    """`mark` is in its event, and in no other's (see truth.mark_of). `status` is 0 where no answer came; `port` is the
    web process's.

    A `doomed` one fails at its COMMIT, when its event is written.
    """

    tenant: str
    event: str
    mark: str
    port: int
    doomed: bool = False
    at: float = field(default_factory=time.time)
    status: int = 0

    @property
    def accepted(self) -> bool:
        return 200 <= self.status < 300

    @property
    def refused(self) -> bool:
        return self.doomed or 400 <= self.status < 500

    def lingers(self) -> bool:
        earliest, latest = LINGERS
        return self.mark.startswith("linger") and not self.status and earliest < time.time() - self.at < latest


class Asking:
    """A tenant's admin at one of the web processes."""

    def __init__(self, session: aiohttp.ClientSession, home: Installation, tenant: str) -> None:
        self._session = session
        self.port = random.choice(home.webs).port
        self._where = f"http://127.0.0.1:{self.port}/api/v1"
        self._headers = {"Host": f"{tenant}.{DOMAIN}", "Authorization": f"Bearer {home.keys[tenant]}"}

    async def __call__(self, method: str, path: str, body: object) -> tuple[int, Any]:
        try:
            async with self._session.request(
                method, f"{self._where}{path}", json=body, headers=self._headers
            ) as answer:
                return answer.status, await answer.json()
        except (aiohttp.ClientError, TimeoutError, OSError):
            return 0, None
