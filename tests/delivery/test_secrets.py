"""A webhook's secret is rotated, and no delivery is lost by it."""

import hmac
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import asyncpg
import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from caller import Caller
from conftest import settings
from loops.models.webhook import owner
from loops.safe import Safe
from loops_tenants.models import Tenant
from loops_tenants.scope import pool
from receiver import Received, Receiver

URL = "http://127.0.0.1:9/loops"
Later = Callable[[str], Awaitable[None]]
Deliver = Callable[[], Awaitable[Received]]


@pytest.fixture
async def later(app: Any, sql: asyncpg.Connection) -> AsyncIterator[Later]:
    """Moves the database's clock on; who uses it has to connect again."""
    name = await sql.fetchval("SELECT current_database()")

    async def move(by: str) -> None:
        await sql.execute(f"ALTER DATABASE {name} SET app.clock_offset = '{by}'")
        await pool().expire_connections()

    yield move
    await sql.execute(f"ALTER DATABASE {name} RESET app.clock_offset")
    await pool().expire_connections()


@pytest.fixture
def deliver(ada: Caller, receiver: Receiver, worker: Any) -> Deliver:
    """One more event, as it is received from a worker that starts then."""

    async def once() -> Received:
        before = len(receiver.calls)
        async with worker():
            await ada.post()
            return (await receiver.got(before + 1))[before]

    return once


async def rotated(ada: Caller, webhook: Any, **body: object) -> Any:
    status, made, _ = await ada("POST", f"/webhooks/{webhook['id']}/secret", body or None)
    assert status == 201, made
    return made


def verifies(call: Received, secret: str) -> bool:
    """By the published library."""
    try:
        return bool(Webhook(secret).verify(call.body, dict(call.headers)))
    except WebhookVerificationError:
        return False


def is_known(call: Received, secret: str) -> bool:
    """By a verifier of X-Loop-Signature, which knows one secret."""
    return hmac.new(secret.encode(), call.body, "sha256").hexdigest() == call.headers["X-Loop-Signature"]


async def test_a_new_secret_is_shown_once_and_says_what_holds(ada: Caller) -> None:
    webhook = (await ada("POST", "/webhooks", {"url": URL})).json
    made = await rotated(ada, webhook)
    assert made["secret"].startswith("whsec_")
    assert made["secret"] != webhook["secret"]
    newest, older = made["secrets"]
    assert (newest["expires_at"], older["created_at"]) == (None, webhook["created_at"])
    assert time(older["expires_at"]) - time(newest["created_at"]) == timedelta(days=1)
    assert (newest["x_loop_signature"], older["x_loop_signature"]) == (False, True)
    _, shown, _ = await ada("GET", f"/webhooks/{webhook['id']}")
    assert shown == {name: value for name, value in made.items() if name != "secret"}


def time(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def test_old_and_new_verify_during_the_overlap_and_the_new_one_alone_after_it(
    hook: Any, ada: Caller, deliver: Deliver, later: Later
) -> None:
    webhook = await hook()
    old, new = webhook["secret"], (await rotated(ada, webhook, overlap_days=2))["secret"]
    call = await deliver()
    assert (verifies(call, old), verifies(call, new)) == (True, True)
    assert (is_known(call, old), is_known(call, new)) == (True, False)
    await later("49 hours")
    call = await deliver()
    assert (verifies(call, old), verifies(call, new)) == (False, True)
    assert (is_known(call, old), is_known(call, new)) == (False, True)


async def test_switching_changes_x_loop_signature_alone(hook: Any, ada: Caller, deliver: Deliver) -> None:
    webhook = await hook()
    old, new = webhook["secret"], (await rotated(ada, webhook))["secret"]
    switch = f"/webhooks/{webhook['id']}/secret/switch"
    status, shown, _ = await ada("POST", switch)
    assert (status, [one["x_loop_signature"] for one in shown["secrets"]]) == (200, [True, False])
    assert (await ada("POST", switch)).json == shown
    call = await deliver()
    assert (is_known(call, old), is_known(call, new)) == (False, True)
    assert (verifies(call, old), verifies(call, new)) == (True, True)


async def test_without_an_overlap_all_older_ones_are_gone_at_once(hook: Any, ada: Caller, deliver: Deliver) -> None:
    webhook = await hook()
    second = await rotated(ada, webhook, overlap_days=7)
    third = await rotated(ada, webhook, overlap_days=0)
    assert [one["expires_at"] for one in third["secrets"]] == [None]
    call = await deliver()
    assert [verifies(call, one["secret"]) for one in (webhook, second, third)] == [False, False, True]
    assert is_known(call, third["secret"])


async def test_each_of_five_verifies_and_a_sixth_is_a_conflict(hook: Any, ada: Caller, deliver: Deliver) -> None:
    webhook = await hook()
    secrets = [webhook["secret"], *[(await rotated(ada, webhook, overlap_days=n))["secret"] for n in (7, 0.5, 3, 1)]]
    refused = await ada("POST", f"/webhooks/{webhook['id']}/secret", {"overlap_days": 1})
    _, shown, _ = await ada("GET", f"/webhooks/{webhook['id']}")
    soonest = min(one["expires_at"] for one in shown["secrets"] if one["expires_at"])
    assert (refused.status, refused.code) == (409, "conflict")
    assert soonest[:19] in refused.json["error"]["message"]
    assert "overlap_days: 0" in refused.json["error"]["message"]
    call = await deliver()
    assert [verifies(call, secret) for secret in secrets] == [True] * 5
    assert [is_known(call, secret) for secret in secrets] == [True] + [False] * 4
    assert call.headers["webhook-signature"].count("v1,") == 5
    assert len((await rotated(ada, webhook, overlap_days=0))["secrets"]) == 1


async def test_x_loop_signature_follows_what_each_rotation_promised(
    hook: Any, ada: Caller, deliver: Deliver, later: Later
) -> None:
    webhook = await hook()
    first, second = webhook["secret"], (await rotated(ada, webhook, overlap_days=1))["secret"]
    third = (await rotated(ada, webhook, overlap_days=3))["secret"]
    assert is_known(await deliver(), first)
    await later("25 hours")
    assert is_known(await deliver(), second)
    await later("73 hours")
    assert is_known(await deliver(), third)


async def test_what_holds_no_more_is_not_shown(ada: Caller, later: Later) -> None:
    webhook = (await ada("POST", "/webhooks", {"url": URL})).json
    newest, _ = (await rotated(ada, webhook))["secrets"]
    await later("25 hours")
    assert (await ada("GET", "/webhooks")).json["webhooks"][0]["secrets"] == [newest | {"x_loop_signature": True}]


async def test_an_older_secret_lies_encrypted_and_is_bound_to_its_row(
    ada: Caller, acme: Tenant, sql: asyncpg.Connection, database: str
) -> None:
    webhook = (await ada("POST", "/webhooks", {"url": URL})).json
    made = await rotated(ada, webhook)
    id, row, kept = await sql.fetchrow(
        "SELECT id, row_to_json(w)::text, older_secrets -> 0 ->> 'secret' FROM webhooks w"
    )
    assert not any(one["secret"].removeprefix("whsec_") in row for one in (webhook, made))
    assert Safe.of(settings(database)).open(kept, *owner(acme.id, id)) == webhook["secret"]


@pytest.mark.parametrize("wrong", [-1, 7.1, "1", None, True])
async def test_an_overlap_is_of_up_to_seven_days(ada: Caller, wrong: object) -> None:
    webhook = (await ada("POST", "/webhooks", {"url": URL})).json
    answer = await ada("POST", f"/webhooks/{webhook['id']}/secret", {"overlap_days": wrong})
    assert (answer.code, answer.json["error"]["details"][0]["field"]) == ("validation_failed", "overlap_days")
    assert len((await ada("GET", f"/webhooks/{webhook['id']}")).json["secrets"]) == 1


async def test_a_repeated_answer_shows_no_secret_and_makes_none(ada: Caller) -> None:
    webhook = (await ada("POST", "/webhooks", {"url": URL})).json
    again = ada.saying({"Idempotency-Key": "one"})
    first, second = [await again("POST", f"/webhooks/{webhook['id']}/secret") for _ in range(2)]
    assert second.json == first.json | {"secret": None}
    assert len(second.json["secrets"]) == 2


@pytest.mark.parametrize("path", ["secret", "secret/switch"])
async def test_rotating_is_for_admins(ada: Caller, bob: Caller, path: str) -> None:
    webhook = (await ada("POST", "/webhooks", {"url": URL})).json
    assert (await bob("POST", f"/webhooks/{webhook['id']}/{path}")).code == "insufficient_scope"
