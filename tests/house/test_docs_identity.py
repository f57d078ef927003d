"""The token makers of docs/identity.md make what the API believes: those that can run here are run."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from caller import Caller
from house.pages import blocks, text
from tenant.tokens import proving, secret_of

PAGE = text("docs/identity.md")
NAME = "Çağla 🌒"
Maker = Callable[[str], str]

IN_NODE = "\nconst [secret, id, name] = process.argv.slice(2);\nconsole.log(identityToken(secret, { id, name }));\n"
IN_PHP = "\n[, $secret, $id, $name] = $argv;\necho identity_token($secret, $id, $name);\n"
IN_RUBY = "\nrequire 'jwt'\nputs identity_token(*ARGV)\n"


def in_python(folder: Path) -> Maker:
    made: dict[str, Any] = {}
    exec(blocks(PAGE, "python")[0], made)
    return lambda secret: str(made["identity_token"](secret, "bob", NAME))


def in_node(folder: Path) -> Maker:
    return program("node", "make.mjs", blocks(PAGE, "js")[0] + IN_NODE, folder)


def in_php(folder: Path) -> Maker:
    return program("php", "make.php", "<?php\n" + blocks(PAGE, "php")[0] + IN_PHP, folder)


def in_ruby(folder: Path) -> Maker:
    return program("ruby", "make.rb", blocks(PAGE, "ruby")[0] + IN_RUBY, folder)


def program(runs: str, name: str, code: str, folder: Path) -> Maker:
    command = shutil.which(runs) or pytest.skip(f"{runs} is not on this machine")
    (folder / name).write_text(code)
    if runs == "ruby" and subprocess.run([command, "-e", "require 'jwt'"], capture_output=True).returncode:
        pytest.skip("ruby has no gem jwt on this machine")
    words = [command, name]
    return lambda secret: subprocess.run(
        [*words, secret, "bob", NAME], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.mark.parametrize("way", [in_python, in_node, in_php, in_ruby])
async def test_its_token_is_believed(
    ada: Caller, bob: Caller, sql: asyncpg.Connection, way: Callable[[Path], Maker], tmp_path: Path
) -> None:
    made = way(tmp_path)(await secret_of(ada))
    await proving(bob, made).post()
    actor = await sql.fetchval("SELECT body::json -> 'actor' FROM events")
    assert json.loads(actor) == {"type": "user", "id": "bob", "name": NAME}
