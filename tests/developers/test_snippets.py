"""Every piece of code on /developers is run, or held against what is really sent."""

import json
import subprocess
import sys
from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from quart import Quart

from caller import Caller
from developers.guide import told
from house.pages import blocks, text
from loops.pages.developers.snippet import FOLDER
from loops_tenants.models import Tenant
from pages.reading import HERE
from serving import served
from verifiers import VERIFIERS, needed
from visitor import visit

RUN_BY = {"sh": ["bash", "-euc"], "js": ["node", "--input-type=module", "-e"], "python": [sys.executable, "-c"]}


@pytest.fixture
def board(database: str, ada: Caller) -> Iterator[str]:
    """Its address, which a program can call that knows no *.localhost."""
    with served(database, single_tenant="acme", domain="localhost:{port}") as port:
        yield f"http://localhost:{port}"


def programs(board: str, key: str) -> list[tuple[str, str]]:
    """Each with its language, and the key in its place."""
    with urlopen(f"{board}/developers.md") as answer:
        code = told(answer.read().decode())
    filled = [(language, one.replace("loop_sk_admin...", "loop_sk_...")) for language, one in code]
    return [(language, one.replace("loop_sk_...", key)) for language, one in filled if "loop_sk_..." in one]


def run(language: str, program: str) -> str:
    command = [needed(RUN_BY[language][0]), *RUN_BY[language][1:], program]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


async def test_every_program_does_what_the_guide_says(board: str, ada: Caller) -> None:
    key = ada.headers["Authorization"].removeprefix("Bearer ")
    found = programs(board, key)
    assert [language for language, _ in found] == ["sh", "js", "python", "sh", "sh"]
    for language, program in [*found, found[-1]]:  # the last one may be sent again
        said = run(language, program)
        assert '"error"' not in said, said
    posts = (await ada("GET", "/posts?sort=old")).json["posts"]
    assert [post["title"] for post in posts] == ["Dark mode"] * 3 + ["Export to CSV"]
    for post in posts[:3]:
        (vote,) = (await ada("GET", f"/posts/{post['id']}/votes")).json["votes"]
        assert (post["external_user_id"], vote["external_user_id"]) == ("user-42", "user-43")
    (webhook,) = (await ada("GET", "/webhooks")).json["webhooks"]
    assert webhook["events"] == ["post.created", "post.status_changed"]


async def test_no_code_is_left_that_nobody_tries(app: Quart, acme: Tenant) -> None:
    code = told((await visit(app, "/developers.md", HERE)).text)
    others = [language for language, one in code if "loop_sk_" not in one]
    assert sorted(others) == sorted([*VERIFIERS, "json", "json"])
    assert len(code) == len(list(FOLDER.iterdir()))


async def test_the_error_is_the_one_that_comes(ada: Caller) -> None:
    refused = await ada("POST", "/posts", {"title": "a"})
    assert refused.json == json.loads((FOLDER / "error.json").read_text())


ENDINGS = {"js": "mjs", "python": "py", "go": "go", "php": "php", "ruby": "rb"}


@pytest.mark.parametrize("language", VERIFIERS)
def test_the_docs_show_the_same_verifier(language: str) -> None:
    assert (FOLDER / f"verify.{ENDINGS[language]}").read_text() == blocks(text("docs/webhooks.md"), language)[0]
