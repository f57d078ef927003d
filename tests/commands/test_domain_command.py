import pytest

from console import Console
from loops_tenants.models import Tenant

CREATE = ("domain", "create", "--tenant", "acme")


async def test_a_claim_prints_the_record_that_proves_it(loops: Console, acme: Tenant) -> None:
    made = loops(*CREATE, "Ideas.Example", "--json").json
    kind, name, value = loops(*CREATE, "other.example").out.split()
    assert (made["domain"], made["verified"], made["record"]["name"]) == (
        "ideas.example",
        False,
        "_loops.ideas.example",
    )
    assert (kind, name, value.partition("=")[0]) == ("TXT", "_loops.other.example", "loops-verification")


async def test_domains_are_listed_and_deleted(loops: Console, acme: Tenant) -> None:
    assert loops("domain", "list", "--tenant", "acme").err == "There is no domain yet.\n"
    loops(*CREATE, "döngü.example")
    assert loops("domain", "list", "--tenant", "acme").out == "xn--dng-sna6a.example  claimed\n"
    assert loops("domain", "delete", "--tenant", "acme", "Döngü.example").code == 0
    assert loops("domain", "list", "--tenant", "acme", "--json").json == []


@pytest.mark.parametrize("name", ["192.0.2.1", "your-loop.test", "acme.your-loop.test", "https://ideas.example"])
async def test_what_can_be_nobodys_domain_is_refused(loops: Console, acme: Tenant, name: str) -> None:
    assert "domain: " in loops.refused(*CREATE, name)


@pytest.mark.parametrize("command", ["verify", "delete"])
async def test_one_that_is_not_there_is_named(loops: Console, acme: Tenant, command: str) -> None:
    assert "no domain `lost.example`" in loops.refused("domain", command, "--tenant", "acme", "lost.example")
