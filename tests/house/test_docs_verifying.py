"""The verifiers of docs/webhooks.md accept what is signed as that page says, and nothing else."""

import hmac
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook

from house.pages import blocks, text
from verifiers import VERIFIERS, Verifier, needed, said

PAGE = text("docs/webhooks.md")
SECRET = "whsec_" + "c2VjcmV0" * 4
BODY = json.dumps({"event": "post.created", "post": {"title": "Karanlık tema 🌒"}}).encode()
SIGNATURE = hmac.new(SECRET.encode(), BODY, "sha256").hexdigest()


def by_openssl(folder: Path, code: str, secret: str) -> Verifier:
    needed("openssl")

    def verify(body: bytes, signature: str) -> bool:
        (folder / "body").write_bytes(body)
        return said(["bash", "-c", f"SECRET={secret}\n{code}"], folder) == signature

    return verify


WAYS = {**VERIFIERS, "bash": by_openssl}


@pytest.mark.parametrize("language", WAYS)
def test_a_signed_body_is_genuine_and_no_other(language: str, tmp_path: Path) -> None:
    is_genuine = WAYS[language](tmp_path, blocks(PAGE, language)[0], SECRET)
    assert is_genuine(BODY, SIGNATURE)
    assert not is_genuine(BODY + b" ", SIGNATURE)
    assert not is_genuine(BODY, "")
    assert not is_genuine(BODY, "ü" + SIGNATURE[1:])


def test_the_published_library_gives_the_event() -> None:
    made: dict[str, Any] = {}
    exec(blocks(PAGE, "python")[1], made)
    now = datetime.now(UTC)
    headers = {"webhook-id": "1", "webhook-timestamp": str(int(now.timestamp()))}
    headers["webhook-signature"] = Webhook(SECRET).sign("1", now, BODY.decode())
    assert made["event_of"](BODY, headers, SECRET)["event"] == "post.created"


def test_openssl_says_what_the_published_library_does(tmp_path: Path) -> None:
    needed("openssl")
    (tmp_path / "body").write_bytes(BODY)
    now = datetime.now(UTC)
    given = f"SECRET={SECRET}\nID=1\nTIMESTAMP={int(now.timestamp())}\n"
    signature = said(["bash", "-c", given + blocks(PAGE, "bash")[1]], tmp_path)
    assert f"v1,{signature}" == Webhook(SECRET).sign("1", now, BODY.decode())
