"""Domains of a board's own: claimed by anybody, served to whoever proves that they are theirs."""

import asyncio
from collections.abc import Callable

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN
from hosts.dns import IDEAS, asked_for_tls, at, claim, names, publish, shown, verified, verify
from loops.outbound.records import NoAnswer, Records
from loops_tenants import domains
from name_server import naming


@pytest.fixture(autouse=True)
def nothing_published(app: Quart) -> None:
    names(app).texts.clear()


async def test_a_claim_says_which_record_proves_it_and_is_not_served(app: Quart, ada: Caller) -> None:
    claimed = await claim(ada, " Ideas.Example. ")
    assert (claimed["domain"], claimed["verified"], claimed["primary"]) == (IDEAS, False, False)
    assert (claimed["record"]["type"], claimed["record"]["name"]) == ("TXT", f"_loops.{IDEAS}")
    assert claimed["record"]["value"].startswith("loops-verification=")
    assert ((await at(app, IDEAS)).status, await asked_for_tls(app, IDEAS)) == (404, 404)
    assert (await ada("GET", "/domains")).json == {"domains": [claimed], "next_cursor": None}


@pytest.mark.parametrize("host", [IDEAS, "IDEAS.example.", f"{IDEAS}:8443"])
async def test_once_its_record_is_found_it_is_the_boards_host(app: Quart, ada: Caller, host: str) -> None:
    await verified(app, ada)
    await ada.post("Dark mode")
    assert "Dark mode" in (await at(app, host)).text
    assert (await ada.saying({"Host": host})("GET", "/posts")).json["total"] == 1
    assert await asked_for_tls(app, IDEAS) == 200


async def test_another_tenants_key_is_refused_there(app: Quart, ada: Caller, globex: Caller) -> None:
    await verified(app, ada)
    assert (await globex.saying({"Host": IDEAS})("GET", "/posts")).code == "unauthorized"


async def test_names_under_it_are_not_it(app: Quart, ada: Caller) -> None:
    await verified(app, ada)
    for host in (f"www.{IDEAS}", f"x{IDEAS}", "example", f"{IDEAS}.evil.test"):
        assert (await at(app, host)).status == 404


async def test_a_name_in_other_letters_is_one_name(app: Quart, ada: Caller) -> None:
    found = await verified(app, ada, "Döngü.example")
    assert found["domain"] == "xn--dng-sna6a.example"
    assert (await at(app, "döngü.example")).status == 200


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        ([], "no such TXT record"),
        (["v=spf1 -all"], "no such TXT record"),
        (["loops-verification=" + "0" * 32], "something else"),
        (["loops-verification="], "something else"),
    ],
)
async def test_what_is_found_in_its_place_is_said(app: Quart, ada: Caller, texts: list[str], problem: str) -> None:
    claimed = await claim(ada)
    names(app).texts[claimed["record"]["name"]] = texts
    found = await verify(ada, claimed)
    assert (found["verified"], problem in found["problem"]) == (False, True)
    assert found["checked_at"]
    assert (await at(app, IDEAS)).status == 404


async def test_it_is_found_among_others_and_in_quotes(app: Quart, ada: Caller) -> None:
    claimed = await claim(ada)
    value = claimed["record"]["value"]
    names(app).texts[claimed["record"]["name"]] = ["v=spf1 " + "x" * 300, "loops-verification=old", f' "{value}" ']
    assert (await verify(ada, claimed))["verified"] is True


async def test_a_record_at_the_name_itself_is_no_proof(app: Quart, ada: Caller) -> None:
    claimed = await claim(ada)
    names(app).texts[IDEAS] = [claimed["record"]["value"]]
    assert (await verify(ada, claimed))["verified"] is False


async def test_a_claim_blocks_nobody(app: Quart, ada: Caller, globex: Caller) -> None:
    await claim(globex)
    await verified(app, ada)
    assert "Acme" in (await at(app, IDEAS)).text


async def test_the_proof_of_one_tenant_is_none_of_another(app: Quart, ada: Caller, globex: Caller) -> None:
    await verified(app, ada)
    assert (await verify(globex, await claim(globex)))["verified"] is False
    assert "Acme" in (await at(app, IDEAS)).text


async def test_a_newer_proof_wins_and_the_older_one_is_a_claim_again(app: Quart, ada: Caller, globex: Caller) -> None:
    ours = await verified(app, ada)
    theirs = await verified(app, globex)
    assert "Globex" in (await at(app, IDEAS)).text
    lost = await shown(ada, ours)
    assert (lost["verified"], "Another board" in lost["problem"]) == (False, True)
    publish(app, ours, theirs)
    assert (await verify(ada, ours))["verified"] is True
    assert "Acme" in (await at(app, IDEAS)).text


async def test_of_many_proofs_at_once_one_holds(
    app: Quart, ada: Caller, globex: Caller, sql: asyncpg.Connection
) -> None:
    ours, theirs = await claim(ada), await claim(globex)
    publish(app, ours, theirs)
    await asyncio.gather(*[verify(*pair) for pair in ((ada, ours), (globex, theirs)) * 4])
    assert await sql.fetchval("SELECT count(*) FROM domains WHERE verified_at IS NOT NULL") == 1


@pytest.mark.parametrize(
    "domain",
    [
        *("", " ", ".", "a..b", "*.example", "_x.example", "https://ideas.example", "ideas.example:443", "a b.example"),
        *("ideas.example/x", "me@ideas.example", "a" * 64 + ".example", "a." * 124 + "example", "-a.example", "a\0b"),
        *("192.0.2.1", "127.0.0.1", "[::1]", "::1", "127.1", "1", "0x7f.1", "example.0x7f", "1.2.3.4.", "１９２.0.2.1"),
        *(DOMAIN, DOMAIN.upper(), f"acme.{DOMAIN}", f"x.y.{DOMAIN}.", f"ａ.{DOMAIN}"),
    ],
)
async def test_what_can_be_nobodys_domain_is_refused(ada: Caller, domain: str) -> None:
    answer = await ada("POST", "/domains", {"domain": domain})
    assert (answer.status, answer.json["error"]["details"][0]["field"]) == (400, "domain")


@pytest.mark.parametrize("domain", ["co.uk", f"x{DOMAIN}", "1password.example", "0x.example", "intranet"])
async def test_any_other_name_may_be_claimed(ada: Caller, domain: str) -> None:
    assert (await claim(ada, domain))["domain"] == domain


async def test_a_board_has_ten_at_most_and_each_once(ada: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(domains, "MOST", 2)
    await claim(ada)
    assert (await ada("POST", "/domains", {"domain": IDEAS.upper()})).code == "conflict"
    await claim(ada, "other.example")
    answer = await ada("POST", "/domains", {"domain": "third.example"})
    assert (answer.status, answer.code) == (409, "conflict")


async def test_one_that_is_deleted_is_served_no_more(app: Quart, ada: Caller) -> None:
    domain = await verified(app, ada)
    assert (await at(app, IDEAS)).status == 200
    assert (await ada("DELETE", f"/domains/{domain['id']}")).status == 204
    assert ((await at(app, IDEAS)).status, (await ada("GET", "/domains")).json["domains"]) == (404, [])


async def test_a_new_claim_needs_a_new_record(app: Quart, ada: Caller) -> None:
    domain = await verified(app, ada)
    await ada("DELETE", f"/domains/{domain['id']}")
    again = await claim(ada)
    assert again["record"]["value"] != domain["record"]["value"]
    assert (await verify(ada, again))["verified"] is False


@pytest.mark.parametrize(("fate", "status", "tls"), [("suspended_at", 403, 200), ("deleted_at", 404, 404)])
async def test_its_fate_is_its_tenants(
    app: Quart, ada: Caller, sql: asyncpg.Connection, fate: str, status: int, tls: int
) -> None:
    await verified(app, ada)
    await sql.execute(f"UPDATE tenants SET {fate} = now()")
    assert ((await at(app, IDEAS)).status, await asked_for_tls(app, IDEAS)) == (status, tls)


async def test_only_the_team_handles_domains(ada: Caller, bob: Caller) -> None:
    path = f"/domains/{(await claim(ada))['id']}"
    calls = [("GET", "/domains"), ("POST", "/domains"), ("GET", path), ("PATCH", path), ("DELETE", path)]
    for method, where in [*calls, ("POST", f"{path}/verify")]:
        assert (await bob(method, where)).code == "insufficient_scope"


async def test_links_begin_with_the_primary_domain(app: Quart, ada: Caller) -> None:
    post, domain = await ada.post(), await verified(app, ada)
    assert post["url"].startswith(f"https://acme.{DOMAIN}/")
    assert (await ada("PATCH", f"/domains/{domain['id']}", {"primary": True})).json["primary"] is True
    assert (await ada("GET", f"/posts/{post['id']}")).json["url"] == f"https://{IDEAS}/posts/{post['id']}"
    assert (await ada("GET", "/tenant")).json["url"] == f"https://{IDEAS}"
    assert (await at(app, f"acme.{DOMAIN}")).status == 200
    await ada("PATCH", f"/domains/{domain['id']}", {"primary": False})
    assert (await ada("GET", f"/posts/{post['id']}")).json["url"] == post["url"]


async def test_one_domain_is_the_primary_one_and_it_is_verified(app: Quart, ada: Caller) -> None:
    first, claimed = await verified(app, ada), await claim(ada, "claimed.example")
    second = await verified(app, ada, "second.example")
    for domain in (first, second):
        await ada("PATCH", f"/domains/{domain['id']}", {"primary": True})
    assert (await ada("PATCH", f"/domains/{claimed['id']}", {"primary": True})).code == "conflict"
    listed = (await ada("GET", "/domains")).json["domains"]
    assert [domain["primary"] for domain in listed] == [False, False, True]


async def test_links_come_back_when_the_primary_domain_is_lost(app: Quart, ada: Caller, globex: Caller) -> None:
    domain = await verified(app, ada)
    await ada("PATCH", f"/domains/{domain['id']}", {"primary": True})
    await verified(app, globex)
    assert (await ada.post())["url"].startswith(f"https://acme.{DOMAIN}/")


async def test_a_single_tenants_links_stay_at_the_installations_domain(
    serving: Callable[..., Quart], app: Quart, ada: Caller
) -> None:
    domain = await verified(app, ada)
    await ada("PATCH", f"/domains/{domain['id']}", {"primary": True})
    alone = Caller(serving(single_tenant="acme").test_client(), ada.headers)
    assert (await alone.post())["url"].startswith(f"https://{DOMAIN}/")


async def test_a_domain_has_the_installations_scheme_and_port(
    serving: Callable[..., Quart], app: Quart, ada: Caller
) -> None:
    domain = await verified(app, ada)
    await ada("PATCH", f"/domains/{domain['id']}", {"primary": True})
    local = Caller(serving(domain=f"{DOMAIN}:8443", scheme="http").test_client(), ada.headers | {"Host": IDEAS})
    assert (await local.post())["url"].startswith(f"http://{IDEAS}:8443/")


async def test_a_name_server_that_gives_no_answer_is_told_from_one_that_has_no_record(
    app: Quart, ada: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with naming() as (_, where):
        monkeypatch.setitem(app.extensions, "records", Records([where], seconds=0.3))
        for domain in ("silent.example", "broken.example"):
            found = await verify(ada, await claim(ada, domain))
            assert (found["verified"], "no answer" in found["problem"]) == (False, True)


async def test_who_is_slow_waits_alone(ada: Caller, sql: asyncpg.Connection) -> None:
    acme = await sql.fetchval("SELECT id FROM tenants")
    async with naming() as (server, where):
        server.texts["_loops.quick.example"] = ["here"]
        records = Records([where], seconds=0.5)
        slow = [asyncio.create_task(records.txt(acme, f"silent{n}.example")) for n in range(6)]
        await asyncio.sleep(0)
        other = await sql.fetchval("SELECT gen_random_uuid()")
        assert await records.txt(other, "_loops.quick.example") == ["here"]
        ended = await asyncio.gather(*slow, return_exceptions=True)
    assert all(isinstance(error, NoAnswer) for error in ended)
    assert server.busiest <= 3
