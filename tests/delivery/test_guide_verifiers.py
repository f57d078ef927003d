"""What /developers shows of webhooks, held against a delivery that was really received."""

import json
from pathlib import Path
from typing import Any

import pytest
from quart import Quart

from caller import Caller
from delivery.test_arriving import Hook
from developers.guide import told
from loops.pages.developers.snippet import FOLDER
from pages.reading import HERE
from receiver import Received, Receiver
from verifiers import VERIFIERS
from visitor import visit

EXAMPLE = json.loads((FOLDER / "delivery.json").read_text())


@pytest.fixture
async def delivered(ada: Caller, receiver: Receiver, hook: Hook, worker: Any) -> tuple[str, Received]:
    """The secret, and a change of status that was signed with it."""
    post = await ada.post("Koyu tema ☾")
    secret = (await hook())["secret"]
    async with worker():
        await ada("PATCH", f"/posts/{post['id']}", {"status": "planned"})
        (call,) = await receiver.got(1)
    return secret, call


@pytest.mark.parametrize("language", VERIFIERS)
async def test_each_language_verifies_it(
    app: Quart, delivered: tuple[str, Received], tmp_path: Path, language: str
) -> None:
    secret, call = delivered
    (code,) = [
        code
        for name, code in told((await visit(app, "/developers.md", HERE)).text)
        if name == language and "loop_sk_" not in code
    ]
    is_genuine = VERIFIERS[language](tmp_path, code, secret)
    signature = call.headers["X-Loop-Signature"]
    assert is_genuine(call.body, signature)
    assert not is_genuine(call.body + b" ", signature)


async def test_the_example_is_like_what_comes(delivered: tuple[str, Received]) -> None:
    body = json.loads(delivered[1].body)
    assert body.keys() == EXAMPLE.keys()
    assert EXAMPLE["post"].keys() <= body["post"].keys()
    assert (EXAMPLE["changes"], EXAMPLE["actor"].keys()) == (body["changes"], body["actor"].keys())
