import asyncpg
import pytest
from quart import Quart

from caller import Caller
from console import Console
from loops.models import board
from loops_tenants import hosts, registry, slugs
from loops_tenants.models import Tenant

TABLES = """
SELECT table_name FROM information_schema.columns
WHERE column_name = 'tenant_id' AND table_schema = 'public' ORDER BY table_name"""


async def rows_of(sql: asyncpg.Connection, slug: str) -> dict[str, int]:
    """How many rows a tenant has in each table that belongs to tenants."""
    id = await sql.fetchval("SELECT id FROM tenants WHERE slug = $1", slug)
    tables = [name for (name,) in await sql.fetch(TABLES)]
    assert "posts" in tables
    return {name: await sql.fetchval(f"SELECT count(*) FROM {name} WHERE tenant_id = $1", id) for name in tables}


async def test_a_tenant_is_founded_with_its_five_statuses(loops: Console, sql: asyncpg.Connection) -> None:
    made = loops("tenant", "create", "acme", "--name", "Acme Ölçüm", "--json").json
    assert (made["slug"], made["name"], made["url"]) == ("acme", "Acme Ölçüm", "https://acme.your-loop.test")
    assert await sql.fetchval("SELECT id::text FROM tenants WHERE name = 'Acme Ölçüm'") == made["id"]
    keys = await sql.fetch("SELECT key FROM statuses ORDER BY position")
    assert [key for (key,) in keys] == ["open", "planned", "progress", "done", "closed"]


def test_tenants_are_listed_the_oldest_first(loops: Console) -> None:
    assert loops("tenant", "list", "--json").json == []
    assert loops("tenant", "create", "globex", "--name", "Globex").out == "https://globex.your-loop.test\n"
    loops("tenant", "create", "acme", "--name", "Acme")
    assert loops("tenant", "list").out == "globex  Globex\nacme    Acme\n"
    named = [{"slug": "globex", "name": "Globex"}, {"slug": "acme", "name": "Acme"}]
    assert loops("tenant", "list", "--json").json == named


@pytest.mark.parametrize("slug", ["ab", "a" * 41, "Acme", "acme inc", "-acme", "acme-", "xn--acme", "aç-ma", "acme\n"])
def test_a_malformed_slug_is_no_slug(slug: str) -> None:
    with pytest.raises(slugs.SlugMalformed):
        slugs.check(slug)


@pytest.mark.parametrize("slug", ["abc", "a" * 40, "acme-2", "42-b"])
def test_a_well_formed_slug_is_one(slug: str) -> None:
    slugs.check(slug)


def test_a_malformed_slug_is_refused(loops: Console) -> None:
    assert "slug: `Acme Inc` is no slug: it takes 3-40 of" in loops.refused(
        "tenant", "create", "Acme Inc", "--name", "A"
    )


def test_a_reserved_or_taken_slug_is_refused(loops: Console) -> None:
    assert "`www` is reserved" in loops.refused("tenant", "create", "www", "--name", "Acme")
    loops("tenant", "create", "acme", "--name", "Acme")
    assert "`acme` is taken" in loops.refused("tenant", "create", "acme", "--name", "Another")


@pytest.mark.parametrize("name", [" ", "a" * 121, "two\nlines"])
async def test_a_name_without_a_name_in_it_is_refused(app: Quart, empty: None, name: str) -> None:
    with pytest.raises(registry.NameMalformed):
        await board.found("acme", name)


@pytest.mark.parametrize("verb", ["suspend", "resume", "delete", "restore"])
def test_an_unknown_tenant_is_named(loops: Console, verb: str) -> None:
    assert "There is no tenant `nobody`" in loops.refused("tenant", verb, "nobody", *["--yes"] * (verb == "delete"))


async def test_a_suspended_board_answers_403_until_it_is_resumed(loops: Console, ada: Caller) -> None:
    assert loops("tenant", "suspend", "acme", "--json").json == {"slug": "acme", "suspended": True}
    hosts.look_up.forget()
    assert (await ada("GET", "/posts")).code == "forbidden"
    assert loops("tenant", "list").out == "acme  Acme  (suspended)\n"
    assert loops("tenant", "resume", "acme", "--json").json == {"slug": "acme", "suspended": False}
    hosts.look_up.forget()
    assert (await ada("GET", "/posts")).status == 200


async def test_a_deleted_tenant_leaves_nothing_but_its_slug(
    loops: Console, ada: Caller, globex: Caller, sql: asyncpg.Connection
) -> None:
    target, duplicate = [(await ada.post(tag="ui"))["id"] for _ in range(2)]
    await ada("POST", f"/posts/{target}/vote", {"external_user_id": "bob"})
    await sql.execute("UPDATE posts SET merged_into = $2 WHERE id = $1", duplicate, target)
    await globex.post()
    others = await rows_of(sql, "globex")

    gone = loops("tenant", "delete", "acme", "--now", "--yes", "--json").json
    assert gone["rows"] > 10
    assert set((await rows_of(sql, "acme")).values()) == {0}
    assert await rows_of(sql, "globex") == others
    assert loops("tenant", "list", "--json").json == [{"slug": "globex", "name": "Globex"}]
    hosts.look_up.forget()
    assert (await ada("GET", "/posts")).status in (401, 404)


async def test_duplicates_go_before_what_they_were_merged_into(
    ada: Caller, acme: Tenant, sql: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "BATCH", 1)
    target, *duplicates = [(await ada.post(tag="ui"))["id"] for _ in range(4)]
    await sql.execute("UPDATE posts SET merged_into = $2 WHERE id = ANY ($1)", duplicates, target)
    rows = await board.rows(acme)
    assert [n async for n in board.clear(acme)] == [1] * rows
    assert set((await rows_of(sql, "acme")).values()) == {0}


async def test_a_deleted_tenants_slug_is_given_again_after_a_year(loops: Console, sql: asyncpg.Connection) -> None:
    loops("tenant", "create", "acme", "--name", "Acme")
    loops("tenant", "delete", "acme", "--now", "--yes")
    await sql.execute("UPDATE tenants SET deleted_at = deleted_at - interval '364 days'")
    assert "`acme` is taken" in loops.refused("tenant", "create", "acme", "--name", "Another")
    await sql.execute("UPDATE tenants SET deleted_at = deleted_at - interval '3 days'")
    assert loops("tenant", "create", "acme", "--name", "Another").code == 0


async def test_a_deleted_tenant_is_brought_back_with_all_that_it_had(loops: Console, ada: Caller) -> None:
    await ada.post()
    gone = loops("tenant", "delete", "acme", "--yes", "--json").json
    assert (gone["slug"], gone["erased_at"] > gone["deleted_at"]) == ("acme", True)
    assert loops("tenant", "list", "--json").json == []
    hosts.look_up.forget()
    assert (await ada("GET", "/posts")).status in (401, 404)
    assert loops("tenant", "restore", "acme", "--json").json == {"slug": "acme", "restored": True}
    assert (await ada("GET", "/posts")).json["total"] == 1


def test_who_was_deleted_for_good_stays_so(loops: Console) -> None:
    loops("tenant", "create", "acme", "--name", "Acme")
    loops("tenant", "delete", "acme", "--now", "--yes")
    assert "`acme` was deleted for good" in loops.refused("tenant", "restore", "acme")


async def test_deleting_asks_first(loops: Console, sql: asyncpg.Connection) -> None:
    loops("tenant", "create", "acme", "--name", "Acme")
    done = loops("tenant", "delete", "acme")
    assert (done.code, done.out) == (1, "")
    assert "Delete Acme (acme), for 30 days it can be brought back? [y/N]" in done.err
    assert done.err.endswith("\nloops: Nobody said yes; with `--yes` nobody is asked.\n")
    ever = loops("tenant", "delete", "acme", "--now")
    assert "Delete Acme (acme) with all that it has, for ever? [y/N]" in ever.err
    assert (await rows_of(sql, "acme"))["statuses"] == 5


async def test_a_deletion_that_was_stopped_goes_on_when_it_is_called_again(
    loops: Console, ada: Caller, sql: asyncpg.Connection
) -> None:
    await ada.post()
    await sql.execute("UPDATE tenants SET deleted_at = now()")
    assert loops("tenant", "delete", "acme", "--now", "--yes").code == 0
    assert set((await rows_of(sql, "acme")).values()) == {0}
