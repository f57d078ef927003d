from uuid import UUID

import pytest

from caller import Caller
from console import Console
from loops_tenants import keys
from loops_tenants.models import Tenant

CREATE = ("key", "create", "--tenant", "acme", "--kind")


def holding(ada: Caller, key: str) -> Caller:
    return ada.saying({"Authorization": f"Bearer {key}"})


async def test_a_secret_key_may_do_all_unless_told_otherwise(loops: Console, ada: Caller) -> None:
    made = loops(*CREATE, "secret", "--name", "Bot", "--json").json
    assert (made["kind"], made["name"], made["scopes"]) == ("secret", "Bot", ["read", "write", "admin"])
    assert made["key"].startswith("loop_sk_")
    post = await holding(ada, made["key"]).post()
    assert (await holding(ada, made["key"])("PATCH", f"/posts/{post['id']}", {"status": "done"})).status == 200


async def test_a_key_alone_is_what_is_printed(loops: Console, ada: Caller) -> None:
    done = loops(*CREATE, "secret", "--scopes", "read")
    assert (done.code, done.err) == (0, "This key is not shown again.\n")
    assert keys.well_formed(done.out.removesuffix("\n"))
    reader = holding(ada, done.out.strip())
    assert (await reader("GET", "/posts")).status == 200
    assert (await reader("POST", "/posts", {"title": "Dark mode"})).code == "insufficient_scope"


async def test_a_publishable_key_reads_and_writes_for_its_origins(loops: Console, acme: Tenant) -> None:
    made = loops(
        *CREATE, "publishable", "--scopes", "read", "--origins", "https://a.test,https://b.test", "--json"
    ).json
    assert made["key"].startswith("loop_pk_")
    assert made["scopes"] == ["read", "write"]
    assert made["origins"] == ["https://a.test", "https://b.test"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("publishable", "--scopes", "admin"), "never admin"),
        (("secret", "--scopes", "read,fly"), "scopes"),
        (("publishable", "--origins", "https://a.test/page"), "https://example.com"),
        (("secret", "--name", "a" * 121), "name: Must have at most 120 characters."),
    ],
)
async def test_what_no_key_is_made_of_is_refused(loops: Console, acme: Tenant, words: list[str], said: str) -> None:
    assert said in loops.refused(*CREATE, *words)


def test_an_unknown_tenant_is_named(loops: Console) -> None:
    assert "There is no tenant `acme`" in loops.refused(*CREATE, "secret")
    assert "There is no tenant `acme`" in loops.refused("key", "list", "--tenant", "acme")


async def test_keys_are_listed_and_a_secret_one_is_never_shown(loops: Console, acme: Tenant) -> None:
    made = [loops(*CREATE, kind, "--json").json for kind in ("secret", "publishable")]
    done = loops("key", "list", "--tenant", "acme")
    assert made[0]["key"] not in done.out
    assert made[1]["key"] in done.out
    listed = loops("key", "list", "--tenant", "acme", "--json").json
    assert [(key["id"], key["key"]) for key in listed] == [(made[1]["id"], made[1]["key"]), (made[0]["id"], None)]
    assert listed[0]["created_by"] == {"type": "system", "id": None, "name": None}


async def test_a_revoked_key_opens_nothing(loops: Console, ada: Caller) -> None:
    made = loops(*CREATE, "secret", "--json").json
    revoked = loops("key", "revoke", "--tenant", "acme", made["id"], "--json").json
    assert revoked["revoked_at"]
    assert (await holding(ada, made["key"])("GET", "/posts")).code == "unauthorized"
    assert "revoked" in loops("key", "list", "--tenant", "acme").out


@pytest.mark.parametrize("id", [str(UUID(int=7)), "seven"])
async def test_an_unknown_key_is_named(loops: Console, acme: Tenant, id: str) -> None:
    assert f"no key with the id `{id}`" in loops.refused("key", "revoke", "--tenant", "acme", id)


async def test_another_tenants_key_is_unknown(loops: Console, acme: Tenant, globex: Caller) -> None:
    made = loops(*CREATE, "secret", "--json").json
    assert "no key with the id" in loops.refused("key", "revoke", "--tenant", "globex", made["id"])
