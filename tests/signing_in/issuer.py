"""npm's `oidc-provider`, which is certified, as the issuer that people sign in with; one for all tests of a process."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

from browser import TRUST
from node_packages import ISSUER, node_packages
from signing_in.hosts import ACME, APEX, GLOBEX

CLIENT_ID, CLIENT_SECRET = "loops", "a secret that the issuer and Loops share"
BACK = [
    *(f"{APEX}/sign-in/{key}/callback" for key in ("oidc", "google")),
    *(f"{board}/sign-in/own/callback" for board in (ACME, GLOBEX)),
]
CLIENT = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "redirect_uris": BACK}
ADA = {"sub": "ada", "name": "Ada Lovelace", "email": "ada@acme.example", "email_verified": True}


@dataclass(frozen=True)
class Issuer:
    url: str

    def next(self, **person: Any) -> None:
        """Who signs in next: Ada, but for what is said otherwise; `sub="nobody"` is refused there."""
        httpx2.post(f"{self.url}/next", json=ADA | person, trust_env=False, verify=TRUST).raise_for_status()


@contextmanager
def running() -> Iterator[Issuer]:
    command = ["node", str(ISSUER / "issuer.mjs"), str(node_packages()), json.dumps([CLIENT])]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, text=True, stdin=pipe, stdout=pipe, stderr=nowhere) as node:
        assert node.stdout
        yield Issuer(node.stdout.readline().strip())  # it ends with its stdin
