import base64

import asyncpg
import pytest

from caller import Caller
from console import SECRET_KEY, Console
from loops.models.stamp import stamp
from loops.safe import Safe
from loops_tenants.models import Tenant

URL = "https://93.184.215.14/loops"
CREATE = ("webhook", "create", "--tenant", "acme", "--url")


async def test_a_webhook_is_told_of_what_happens(loops: Console, ada: Caller, sql: asyncpg.Connection) -> None:
    made = loops(*CREATE, URL, "--events", "post.created,vote.created", "--name", "CRM", "--json").json
    assert (made["url"], made["name"], made["events"]) == (URL, "CRM", ["post.created", "vote.created"])
    await ada.post()
    owed = await sql.fetch("SELECT target_id::text FROM deliveries")
    assert owed == [(made["id"],)]


async def test_it_is_told_of_the_posts_that_it_asks_for(loops: Console, acme: Tenant) -> None:
    made = loops(*CREATE, URL, "--statuses", "planned, done", "--tags", "app", "--json").json
    assert (made["statuses"], made["tags"]) == (["planned", "done"], ["app"])
    assert "no status `someday`" in loops.refused(*CREATE, URL, "--statuses", "someday")


async def test_headers_of_its_own_are_shown_by_their_ends(loops: Console, acme: Tenant) -> None:
    own = ("--header", "Authorization: Bearer 0123456789abcdef", "--header", "X-Team:crm")
    assert loops(*CREATE, URL, *own, "--json").json["headers"] == {"Authorization": "…cdef", "X-Team": "…"}
    assert "Host cannot be set" in loops.refused(*CREATE, URL, "--header", "Host: example.com")
    assert "Name: value" in loops(*CREATE, URL, "--header", "Host").err


async def test_its_id_and_secret_are_printed_and_kept_encrypted(
    loops: Console, acme: Tenant, sql: asyncpg.Connection
) -> None:
    done = loops(*CREATE, URL)
    assert (done.code, done.err) == (0, "The secret is not shown again.\n")
    shown = dict(line.split() for line in done.out.splitlines())
    assert len(base64.b64decode(shown["secret"].removeprefix("whsec_"))) >= 24
    id, kept = await sql.fetchrow("SELECT id, secret FROM webhooks")
    assert shown["id"] == str(id)
    assert Safe([SECRET_KEY]).open(kept, "webhooks", acme.id, id) == shown["secret"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("http://93.184.215.14/",), "https"),
        (("https://127.0.0.1/",), "url: 127.0.0.1 is inside the network"),
        (("https://[::ffff:10.0.0.1]/",), "is inside the network"),
        (("https://localhost/",), "url: localhost is inside the network"),
        (("https://169.254.169.254/",), "nothing is ever sent there"),
        (("https://0x7f.1/",), "url: Write the address as 127.0.0.1"),
        (("https://ada:hush@93.184.215.14/",), "url: Leave user name and password out"),
        (("no url",), "url: Give a whole URL"),
        (("ftp://93.184.215.14/",), "url: Give a whole URL"),
        ((URL + "x" * 2000,), "url: Must have at most 2000"),
        ((URL, "--events", "post.created,post.eaten"), "events"),
    ],
)
async def test_what_no_webhook_is_made_of_is_refused(
    loops: Console, acme: Tenant, words: tuple[str, ...], said: str
) -> None:
    assert said in loops.refused(*CREATE, *words)


async def test_webhooks_are_listed_and_deleted(loops: Console, acme: Tenant) -> None:
    made = [loops(*CREATE, f"{URL}/{n}", "--json").json for n in range(2)]
    assert [one["id"] for one in loops("webhook", "list", "--tenant", "acme", "--json").json] == [
        made[1]["id"],
        made[0]["id"],
    ]
    deleted = loops("webhook", "delete", "--tenant", "acme", made[0]["id"])
    assert deleted.out == f"{made[0]['id']} is deleted.\n"
    assert loops("webhook", "list", "--tenant", "acme").out.split()[:3] == [made[1]["id"], "active", f"{URL}/1"]
    assert "no webhook with the id" in loops.refused("webhook", "delete", "--tenant", "acme", made[0]["id"])


async def test_a_secret_is_rotated_and_switched_to(loops: Console, acme: Tenant) -> None:
    id = loops(*CREATE, URL, "--json").json["id"]
    made = loops("webhook", "rotate", "--tenant", "acme", "--overlap", "0.5", id)
    assert (made.code, made.err) == (0, "The secret is not shown again.\n")
    secret, before = made.out.splitlines()
    assert secret.startswith("secret  whsec_")
    assert "holds until" in before
    switched = loops("webhook", "switch", "--tenant", "acme", id, "--json").json
    assert [one["x_loop_signature"] for one in switched["secrets"]] == [True, False]
    alone = loops("webhook", "rotate", "--tenant", "acme", "--overlap", "0", id, "--json").json
    assert (alone["secret"][:6], len(alone["secrets"])) == ("whsec_", 1)


def test_what_cannot_be_rotated_is_said(loops: Console, acme: Tenant) -> None:
    for command in ("rotate", "switch"):
        assert "no webhook with the id" in loops.refused("webhook", command, "--tenant", "acme", "7")
    assert "at most 7" in loops.refused("webhook", "rotate", "--tenant", "acme", "--overlap", "8", "7")


def test_an_unknown_tenant_is_named(loops: Console) -> None:
    assert "There is no tenant `acme`" in loops.refused(*CREATE, URL)


async def test_a_webhook_is_pinged_its_deliveries_listed_and_retried(loops: Console, ada: Caller) -> None:
    id, of = loops(*CREATE, URL, "--json").json["id"], ("--tenant", "acme")
    made = loops("webhook", "ping", *of, id, "--json").json
    assert (made["event"], made["state"], made["webhook_id"]) == ("ping", "pending", id)
    assert loops("webhook", "deliveries", *of, id).out.split() == [made["id"], "pending", "ping", "0"]
    assert loops("webhook", "deliveries", *of, id, "--state", "failed", "--json").json == []
    assert loops("webhook", "retry", *of, made["id"]).out == f"{made['id']} is due.\n"
    assert "no delivery with the id" in loops.refused("webhook", "retry", *of, id)
    assert "no webhook with the id" in loops.refused("webhook", "ping", *of, made["id"])


async def test_a_range_is_counted_and_replayed(loops: Console, ada: Caller, sql: asyncpg.Connection) -> None:
    id = loops(*CREATE, URL, "--json").json["id"]
    since = await sql.fetchval("SELECT to_json(loops_now() - interval '1 hour') #>> '{}'")
    await ada.post()
    await stamp()
    words = ("webhook", "replay", "--tenant", "acme", id, "--since", since)
    assert loops(*words, "--dry-run", "--json").json == {"total": 1, "exact": True}
    made = loops(*words, "--events", "post.created", "--rate", "50", "--json").json
    assert (made["state"], made["total"], made["rate"]) == ("running", 1, 50)
    assert "running" in loops.refused(*words)
    assert "since: " in loops.refused(*words[:-1], "yesterday")
