"""What the command line does to a tenant is in the tenant's audit log."""

from typing import Any

import asyncpg
import click
import pytest

from caller import Caller
from console import Console
from loops import cli
from loops_tenants.models import Tenant

OF = ("--tenant", "acme")
URL = "https://93.184.215.14/loops"
# What changes no tenant that there is: those that only look, run Loops, or make tenants up.
OTHERS = "serve web worker migrate prepare demo doctor tenant.list key.list webhook.list webhook.deliveries domain.list"


async def entries(ada: Caller) -> list[Any]:
    """The oldest first."""
    listed: list[Any] = (await ada("GET", "/audit")).json["entries"]
    return listed[::-1]


async def told(ada: Caller) -> list[tuple[str, str, str | None]]:
    for one in await entries(ada):
        assert one["actor"]["type"] == "command"
        assert (one["actor"]["id"], one["address"], one["request_id"]) == (None, None, None)
    return [(one["actor"]["name"], one["action"], one["subject"]) for one in await entries(ada)]


async def test_keys_are_made_and_revoked_by_it(loops: Console, ada: Caller) -> None:
    made = loops("key", "create", *OF, "--kind", "secret", "--scopes", "read", "--name", "Bot", "--json").json
    loops("key", "revoke", *OF, made["id"])
    assert await told(ada) == [
        ("loops key create", "keys.create", made["id"]),
        ("loops key revoke", "keys.revoke", made["id"]),
    ]
    details = (await entries(ada))[0]["details"]
    assert details == {"kind": "secret", "scopes": ["read"], "name": "Bot", "origins": []}


async def test_so_are_webhooks(loops: Console, ada: Caller, sql: asyncpg.Connection) -> None:
    own = ("--header", "Authorization: Bearer 0123456789abcdef")
    id = loops("webhook", "create", *OF, "--url", URL, *own, "--json").json["id"]
    for command in ("rotate", "switch"):
        loops("webhook", command, *OF, id)
    delivery = loops("webhook", "ping", *OF, id, "--json").json["id"]
    loops("webhook", "retry", *OF, delivery)
    for more in ((), ("--dry-run",)):
        loops("webhook", "replay", *OF, id, "--since", "2026-11-01T00:00:00Z", *more)
    loops("webhook", "delete", *OF, id)
    assert await told(ada) == [
        ("loops webhook create", "webhooks.create", id),
        ("loops webhook rotate", "webhook_secrets.rotate", id),
        ("loops webhook switch", "webhook_secrets.switch", id),
        ("loops webhook ping", "deliveries.ping", id),
        ("loops webhook retry", "deliveries.retry", delivery),
        ("loops webhook replay", "replays.create", id),
        ("loops webhook delete", "webhooks.delete", id),
    ]
    assert "0123456789abcdef" not in str(await sql.fetch("SELECT * FROM audit_log"))


async def test_so_are_domains(loops: Console, ada: Caller) -> None:
    id = loops("domain", "create", *OF, "ideas.example.test", "--json").json["id"]
    loops("domain", "verify", *OF, "ideas.example.test")  # without success, which is told as well
    loops("domain", "delete", *OF, "ideas.example.test")
    assert await told(ada) == [
        ("loops domain create", "domains.create", id),
        ("loops domain verify", "domains.verify", id),
        ("loops domain delete", "domains.delete", id),
    ]


async def test_so_are_ways_in_and_the_board_itself(loops: Console, ada: Caller) -> None:
    link = loops("sign-in-link", *OF, "--role", "admin").out
    for command in (("suspend",), ("resume",), ("delete", "--yes"), ("restore",)):
        assert loops("tenant", command[0], "acme", *command[1:]).code == 0
    assert await told(ada) == [
        ("loops sign-in-link", "sign_in_links.create", None),
        ("loops tenant suspend", "tenant.suspend", None),
        ("loops tenant resume", "tenant.resume", None),
        ("loops tenant delete", "deletion.create", None),
        ("loops tenant restore", "deletion.revoke", None),
    ]
    assert link.rpartition("=")[2].strip() not in str(await entries(ada))


async def test_so_is_that_it_was_founded(loops: Console, sql: asyncpg.Connection) -> None:
    loops("tenant", "create", "initech", "--name", "Initech")
    (entry,) = await sql.fetch("SELECT action, details, actor ->> 'name' FROM audit_log")
    assert tuple(entry) == ("tenant.create", '{"name": "Initech", "slug": "initech"}', "loops tenant create")


@pytest.mark.parametrize(
    "words",
    [
        ("key", "revoke", *OF, "7"),
        ("webhook", "create", *OF, "--url", "https://127.0.0.1/"),
        ("domain", "delete", *OF, "ideas.example.test"),
        ("tenant", "suspend", "initech"),
    ],
)
async def test_what_was_refused_was_not_done(loops: Console, acme: Tenant, ada: Caller, words: tuple[str, ...]) -> None:
    loops.refused(*words)
    assert await entries(ada) == []


def test_no_command_is_forgotten_here() -> None:
    known = set(cli.COMMANDS) - {"tenant", "key", "webhook", "domain"}
    for name in ("tenant", "key", "webhook", "domain"):
        group = cli.loops.get_command(click.Context(cli.loops), name)
        assert isinstance(group, click.Group)
        known |= {f"{name}.{command}" for command in group.commands}
    changing = """
        sign-in-link tenant.create tenant.suspend tenant.resume tenant.delete tenant.restore key.create key.revoke
        webhook.create webhook.rotate webhook.switch webhook.ping webhook.retry webhook.replay webhook.delete
        domain.create domain.verify domain.delete"""
    assert known == {*OTHERS.split(), *changing.split()}
