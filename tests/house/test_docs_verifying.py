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
IN_GO = """
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"receiver/webhooks"
)

func main() {
	header := http.Header{}
	if os.Args[1] != "" {
		header.Set("x-loop-signature", os.Args[1])
	}
	body, _ := io.ReadAll(os.Stdin)
	fmt.Println(webhooks.IsGenuine(body, header, os.Args[2]))
}
"""
IN_PHP = """
echo json_encode(is_genuine(file_get_contents('php://stdin'), $argv[1], $argv[2]));
"""
IN_RUBY = """
signature = ARGV[0].empty? ? nil : ARGV[0]
puts genuine?($stdin.binmode.read, signature, ARGV[1])
"""
Verifier = Callable[[bytes, str], bool]


def in_node(folder: Path) -> Verifier:
    return script(folder, "js", "node", "verify.mjs", IN_NODE)


def in_php(folder: Path) -> Verifier:
    return script(folder, "php", "php", "verify.php", IN_PHP)


def in_ruby(folder: Path) -> Verifier:
    return script(folder, "ruby", "ruby", "verify.rb", IN_RUBY)


def script(folder: Path, language: str, program: str, name: str, more: str) -> Verifier:
    """The page's code, and after it what calls it, given the body on stdin, the signature and the secret."""
    (code,) = blocks(PAGE, language)
    (folder / name).write_text(code + more)
    command = [needed(program), name]
    return lambda body, signature: said([*command, signature, SECRET], folder, body) == "true"


def in_go(folder: Path) -> Verifier:
    (code,) = blocks(PAGE, "go")
    go = needed("go")
    (folder / "webhooks").mkdir()
    (folder / "webhooks/verify.go").write_text(code)
    (folder / "main.go").write_text(IN_GO)
    (folder / "go.mod").write_text("module receiver\n")
    said(["env", f"GOCACHE={folder}/cache", "GOFLAGS=-mod=mod", go, "build", "-o", "verify"], folder)
    return lambda body, signature: said(["./verify", signature, SECRET], folder, body) == "true"


def in_python(folder: Path) -> Verifier:
    made: dict[str, Any] = {}
    exec(blocks(PAGE, "python")[0], made)
    return lambda body, signature: made["is_genuine"](body, {"X-Loop-Signature": signature}, SECRET)


def by_openssl(folder: Path) -> Verifier:
    needed("openssl")

    def verify(body: bytes, signature: str) -> bool:
        (folder / "body").write_bytes(body)
        return said(["bash", "-c", f"SECRET={SECRET}\n{blocks(PAGE, 'bash')[0]}"], folder) == signature

    return verify


def said(command: list[str], folder: Path, given: bytes = b"") -> str:
    return subprocess.run(command, cwd=folder, input=given, check=True, capture_output=True).stdout.decode().strip()


def needed(program: str) -> str:
    return shutil.which(program) or pytest.skip(f"{program} is not on this machine")


@pytest.mark.parametrize("way", [in_node, in_python, in_go, in_php, in_ruby, by_openssl])
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


def test_openssl_says_what_the_published_library_does(tmp_path: Path) -> None:
    needed("openssl")
    (tmp_path / "body").write_bytes(BODY)
    now = datetime.now(UTC)
    given = f"SECRET={SECRET}\nID=1\nTIMESTAMP={int(now.timestamp())}\n"
    signature = said(["bash", "-c", given + blocks(PAGE, "bash")[1]], tmp_path)
    assert f"v1,{signature}" == Webhook(SECRET).sign("1", now, BODY.decode())
