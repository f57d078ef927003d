"""What happens on a board arrives at its webhooks, and can be verified there."""

import json
import re
from collections.abc import Awaitable, Callable
from shutil import which
from subprocess import run
from typing import Any

import asyncpg
import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from caller import Caller
from receiver import Received, Receiver

Hook = Callable[..., Awaitable[Any]]

# The ten lines of the integration guide.
NODE = """
const crypto = require("node:crypto");
function verify(req, secret) {
  const expected = crypto.createHmac("sha256", secret).update(req.rawBody).digest("hex");
  const given = req.headers["x-loop-signature"] ?? "";
  return given.length === expected.length && crypto.timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}
const { headers, secret } = JSON.parse(process.argv[1]);
process.exit(verify({ headers, rawBody: require("node:fs").readFileSync(0) }, secret) ? 0 : 1);
"""
OPENSSL = "openssl dgst -sha256 -hmac \"$SECRET\" | sed 's/^.* //'"


@pytest.fixture
async def delivered(ada: Caller, receiver: Receiver, hook: Hook, worker: Any) -> tuple[str, Received]:
    """The secret, and one call that was signed with it; its body is not all ASCII."""
    secret = (await hook())["secret"]
    async with worker():
        await ada.post("Koyu tema ☾")
        (call,) = await receiver.got(1)
    return secret, call


async def test_a_post_a_vote_and_a_status_arrive(ada: Caller, receiver: Receiver, hook: Hook, worker: Any) -> None:
    await hook()
    async with worker():
        post = await ada.post()
        await ada("POST", f"/posts/{post['id']}/vote", {"external_user_id": "bob"})
        await ada("PATCH", f"/posts/{post['id']}", {"status": "planned"})
        calls = await receiver.got(3)
    bodies = {call.headers["X-Loop-Event"]: json.loads(call.body) for call in calls}
    in_order = sorted(bodies, key=lambda name: bodies[name]["sequence"])
    assert in_order == ["post.created", "vote.created", "post.status_changed"]
    assert [bodies[name]["sequence"] for name in in_order] == [1, 2, 3]
    assert [bodies[name]["post"]["status"] for name in in_order] == ["open", "open", "planned"]


async def test_every_header_is_there(delivered: tuple[str, Received], sql: asyncpg.Connection) -> None:
    headers = delivered[1].headers
    event, delivery = await sql.fetchrow("SELECT e.id, d.id FROM events e JOIN deliveries d ON d.event_id = e.id")
    assert headers["Content-Type"] == "application/json"
    assert re.fullmatch(r"Loops/\d+\.\d+\.\d+", headers["User-Agent"])
    assert (headers["X-Loop-Event"], headers["X-Loop-Delivery"]) == ("post.created", str(delivery))
    assert headers["webhook-id"] == str(event) == json.loads(delivered[1].body)["id"]
    assert re.fullmatch(r"[0-9a-f]{64}", headers["X-Loop-Signature"])
    assert re.fullmatch(r"v1,[A-Za-z0-9+/]{43}=", headers["webhook-signature"])
    assert re.fullmatch(r"\d{10}", headers["webhook-timestamp"])


def test_the_standard_library_verifies_it(delivered: tuple[str, Received]) -> None:
    secret, call = delivered
    verifier = Webhook(secret)
    assert verifier.verify(call.body, dict(call.headers))["event"] == "post.created"
    with pytest.raises(WebhookVerificationError):
        verifier.verify(call.body.replace(b"post", b"pots"), dict(call.headers))


@pytest.mark.skipif(not which("node"), reason="there is no Node on this machine")
def test_the_guides_ten_lines_verify_it_in_node(delivered: tuple[str, Received]) -> None:
    secret, call = delivered
    given = json.dumps({"secret": secret, "headers": {name.lower(): value for name, value in call.headers.items()}})
    assert run(["node", "-e", NODE, given], input=call.body).returncode == 0
    assert run(["node", "-e", NODE, given], input=call.body + b" ").returncode == 1


@pytest.mark.skipif(not which("openssl"), reason="there is no openssl on this machine")
def test_a_line_of_openssl_verifies_it(delivered: tuple[str, Received]) -> None:
    secret, call = delivered
    said = run(["sh", "-c", OPENSSL], input=call.body, capture_output=True, env={"SECRET": secret}, check=True)
    assert said.stdout.decode().strip() == call.headers["X-Loop-Signature"]


async def test_a_webhook_hears_what_it_asked_for(ada: Caller, receiver: Receiver, hook: Hook, worker: Any) -> None:
    await hook(events=["vote.created"])
    async with worker():
        post = await ada.post()
        await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": "bob"})
        (call,) = await receiver.got(1)
    assert call.headers["X-Loop-Event"] == "vote.created"


async def test_what_was_rolled_back_is_not_told(ada: Caller, receiver: Receiver, hook: Hook, worker: Any) -> None:
    await hook()
    async with worker():
        post = await ada.post()
        change = {"title": "Night mode", "status": "no such status"}
        assert (await ada("PATCH", f"/posts/{post['id']}", change)).status == 400
        await ada("PATCH", f"/posts/{post['id']}", {"title": "Last"})
        calls = await receiver.got(2)
    assert [json.loads(call.body)["post"]["title"] for call in calls] == ["Dark mode", "Last"]


async def test_webhooks_of_another_tenant_hear_nothing(
    ada: Caller, globex: Caller, receiver: Receiver, worker: Any, sql: asyncpg.Connection
) -> None:
    await globex("POST", "/webhooks", {"url": receiver.url})
    async with worker():
        await ada.post()
        await globex.post("Theirs")
        (call,) = await receiver.got(1)
    assert json.loads(call.body)["tenant"] == "globex"
    assert await sql.fetchval("SELECT count(*) FROM deliveries") == 1
