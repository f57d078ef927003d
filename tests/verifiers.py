"""What verifies a webhook's signature in each language: the code that we show, called as it says."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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
Verifier = Callable[[bytes, str], bool]  # of a body and its signature


def in_node(folder: Path, code: str, secret: str) -> Verifier:
    return script(folder, "node", "verify.mjs", code + IN_NODE, secret)


def in_php(folder: Path, code: str, secret: str) -> Verifier:
    return script(folder, "php", "verify.php", code + IN_PHP, secret)


def in_ruby(folder: Path, code: str, secret: str) -> Verifier:
    return script(folder, "ruby", "verify.rb", code + IN_RUBY, secret)


def script(folder: Path, program: str, name: str, code: str, secret: str) -> Verifier:
    """Given the body on stdin, the signature and the secret."""
    (folder / name).write_text(code)
    command = [needed(program), name]
    return lambda body, signature: said([*command, signature, secret], folder, body) == "true"


def in_go(folder: Path, code: str, secret: str) -> Verifier:
    go = needed("go")
    (folder / "webhooks").mkdir()
    (folder / "webhooks/verify.go").write_text(code)
    (folder / "main.go").write_text(IN_GO)
    (folder / "go.mod").write_text("module receiver\n")
    said(["env", f"GOCACHE={folder}/cache", "GOFLAGS=-mod=mod", go, "build", "-o", "verify"], folder)
    return lambda body, signature: said(["./verify", signature, secret], folder, body) == "true"


def in_python(folder: Path, code: str, secret: str) -> Verifier:
    made: dict[str, Any] = {}
    exec(code, made)
    return lambda body, signature: made["is_genuine"](body, {"X-Loop-Signature": signature}, secret)


# By the language that a fenced block names.
VERIFIERS = {"js": in_node, "python": in_python, "go": in_go, "php": in_php, "ruby": in_ruby}


def said(command: list[str], folder: Path, given: bytes = b"") -> str:
    return subprocess.run(command, cwd=folder, input=given, check=True, capture_output=True).stdout.decode().strip()


def needed(program: str) -> str:
    return shutil.which(program) or pytest.skip(f"{program} is not on this machine")
