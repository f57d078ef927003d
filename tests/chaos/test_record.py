"""What the receiver wrote down is read line by line, and verified while it is fresh."""

import base64
import hmac
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from standardwebhooks import Webhook

from chaos.record import Arrival, Record

BODY = '{"post": {"title": "Dark mode"}}'
SECRET, ANOTHER = ("whsec_" + base64.b64encode(bytes([n]) * 32).decode() for n in range(2))


def signed(secret: str, at: datetime) -> dict[str, str]:
    return {
        "webhook-id": "e1",
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign("e1", at.replace(microsecond=0), BODY),
        "X-Loop-Signature": hmac.digest(secret.encode(), BODY.encode(), "sha256").hex(),
    }


def arrival(folder: Path, headers: dict[str, str]) -> Arrival:
    """Of a record whose last line is being written."""
    come = {"nth": 0, "at": 1.0, "path": "/ok/0", "headers": headers, "body": BODY}
    lines = [json.dumps(come), json.dumps({"nth": 0, "ended": 2.0, "went": "204"}), '{"nth": 1, "at']
    (folder / "record").write_text("\n".join(lines))
    with Record(folder / "record", {"/ok/0": SECRET}) as record:
        pass
    (one,) = record.arrivals.values()
    return one


def test_what_is_signed_in_both_ways_is_genuine(tmp_path: Path) -> None:
    one = arrival(tmp_path, signed(SECRET, datetime.now(UTC)))
    assert (one.genuine, one.accepted, one.event, one.ended) == (True, True, "e1", 2.0)


@pytest.mark.parametrize("header", ["webhook-signature", "X-Loop-Signature"])
def test_one_wrong_signature_is_enough(tmp_path: Path, header: str) -> None:
    now = datetime.now(UTC)
    assert not arrival(tmp_path, signed(SECRET, now) | {header: signed(ANOTHER, now)[header]}).genuine
    assert not arrival(tmp_path, {"X-Loop-Delivery": "d1"}).genuine


def test_what_is_old_is_not_genuine(tmp_path: Path) -> None:
    assert not arrival(tmp_path, signed(SECRET, datetime(2026, 1, 1, tzinfo=UTC))).genuine
