"""The verifiers of docs/webhooks.md accept what is signed as that page says, and nothing else."""

import hmac
import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook

from house.pages import blocks, text

PAGE = text("docs/webhooks.md")
SECRET = "whsec_" + "c2VjcmV0" * 4
BODY = json.dumps({"event": "post.created", "post": {"title": "Karanlık tema 🌒"}}).encode()
SIGNATURE = hmac.new(SECRET.encode(), BODY, "sha256").hexdigest()
IN_NODE = """
const [signature, secret] = process.argv.slice(2);
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
console.log(isGenuine(Buffer.concat(chunks), signature ? { "x-loop-signature": signature } : {}, secret));
"""
Verifier = Callable[[bytes, str], bool]


def in_node(folder: Path) -> Verifier:
    (code,) = blocks(PAGE, "js")
    (folder / "verify.mjs").write_text(code + IN_NODE)
    return lambda body, signature: said([needed("node"), "verify.mjs", signature, SECRET], folder, body) == "true"


def in_python(folder: Path) -> Verifier:
    made: dict[str, Any] = {}
    exec(blocks(PAGE, "python")[0], made)
    return lambda body, signature: made["is_genuine"](body, {"X-Loop-Signature": signature}, SECRET)


def by_openssl(folder: Path) -> Verifier:
    (line,) = blocks(PAGE, "bash")
    needed("openssl")

    def verify(body: bytes, signature: str) -> bool:
        (folder / "body").write_bytes(body)
        return said(["bash", "-c", f"SECRET={SECRET}\n{line}"], folder) == signature

    return verify


def said(command: list[str], folder: Path, given: bytes = b"") -> str:
    return subprocess.run(command, cwd=folder, input=given, check=True, capture_output=True).stdout.decode().strip()


def needed(program: str) -> str:
    return shutil.which(program) or pytest.skip(f"{program} is not on this machine")


@pytest.mark.parametrize("way", [in_node, in_python, by_openssl])
def test_a_signed_body_is_genuine_and_no_other(way: Callable[[Path], Verifier], tmp_path: Path) -> None:
    is_genuine = way(tmp_path)
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
