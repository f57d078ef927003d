"""What the receiver wrote down, read while it is written: the published library refuses what is five minutes old."""

import hmac
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError

READ_EVERY = 0.5  # seconds


@dataclass
class Arrival:
    """One call. `went`: the status that was answered whole, or `gone` where the caller hung up before.

    `genuine`: both its signatures were right when it was read.
    """

    at: float
    path: str
    event: str
    delivery: str
    body: str
    genuine: bool
    ended: float | None = None
    went: str = ""

    @property
    def accepted(self) -> bool:
        return self.went.startswith("2")


class Record:
    """`secrets` by path. Inside, it is read every half second, and once more at the end."""

    def __init__(self, file: Path, secrets: Mapping[str, str]) -> None:
        self.arrivals: dict[int, Arrival] = {}
        self._file = file.open("rb")
        self._secrets = secrets
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._follow)

    def __enter__(self) -> "Record":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._thread.join()
        self._file.close()

    def _follow(self) -> None:
        while not self._stop.wait(READ_EVERY):
            self._read()
        self._read()

    def _read(self) -> None:
        """Whole lines: of one that is being written, the rest comes later."""
        while (line := self._file.readline()).endswith(b"\n"):
            self._note(**json.loads(line))
        self._file.seek(-len(line), 1)

    def _note(self, nth: int, **said: Any) -> None:
        if "ended" in said:
            self.arrivals[nth].ended, self.arrivals[nth].went = said["ended"], said["went"]
        else:
            self.arrivals[nth] = self._arrival(**said)

    def _arrival(self, at: float, path: str, headers: dict[str, str], body: str) -> Arrival:
        known = {name.lower(): value for name, value in headers.items()}
        genuine = is_genuine(body, known, self._secrets.get(path, ""))
        return Arrival(at, path, known.get("webhook-id", ""), known.get("x-loop-delivery", ""), body, genuine)


def is_genuine(body: str, headers: Mapping[str, str], secret: str) -> bool:
    if not secret:
        return False
    ours = hmac.digest(secret.encode(), body.encode(), "sha256").hex()
    try:
        Webhook(secret).verify(body, dict(headers), json_parse=False)
    except WebhookVerificationError:
        return False
    return hmac.compare_digest(ours, headers.get("x-loop-signature", ""))
