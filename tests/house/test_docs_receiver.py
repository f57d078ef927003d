"""docs/receiver.py tells what is new, once, and in order."""

import hmac
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from house.pages import ROOT

SECRET = "whsec_" + "c2VjcmV0" * 4
POST = {"id": "p1", "title": "Dark mode", "status": "open", "votes": 1}
BORN = {"event": "post.created", "id": "e1", "sequence": 1, "post": POST}
VOTE = {"event": "vote.created", "id": "e2", "sequence": 2, "post": POST}


class Receiver:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.url = self.line().removeprefix("listening on ")

    def line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def send(self, event: object, secret: str = SECRET, age: float = 0) -> int:
        body = json.dumps(event).encode()
        signature = hmac.new(secret.encode(), body, "sha256").hexdigest()
        headers = {"X-Loop-Signature": signature, "webhook-timestamp": str(int(time.time() - age))}
        try:
            return int(urlopen(Request(self.url, body, headers)).status)
        except HTTPError as refused:
            with refused:
                return refused.code


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    command = [sys.executable, str(ROOT / "docs/receiver.py"), SECRET, "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        yield Receiver(process)
        process.terminate()


def test_what_is_new_is_told(receiver: Receiver) -> None:
    assert receiver.send(BORN) == 204
    assert receiver.line() == "post.created 'Dark mode' (open, 1 votes)"


def test_what_came_before_or_late_is_not_told(receiver: Receiver) -> None:
    sent = [receiver.send(event) for event in (VOTE, VOTE, BORN, VOTE | {"id": "e3", "sequence": 3})]
    assert sent == [204, 204, 204, 204]
    assert [receiver.line(), receiver.line()] == ["vote.created 'Dark mode' (open, 1 votes)"] * 2
    receiver.process.terminate()
    assert receiver.line() == ""


@pytest.mark.parametrize("wrong", [{"secret": "whsec_other"}, {"age": 3600}])
def test_what_is_forged_or_recorded_is_refused(receiver: Receiver, wrong: dict[str, object]) -> None:
    assert receiver.send(BORN, **wrong) == 401  # type: ignore[arg-type]  # either of the two
    assert receiver.line().startswith("refused")
