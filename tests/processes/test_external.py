"""With a PostgreSQL and a Redis that are not ours."""

import asyncio
from collections.abc import Callable, Iterator

import asyncpg
import pytest

from processes import strangers
from processes.harness import Serve, gone
from processes.people import Load

MakeServe = Callable[..., Serve]
OWNERS = "SELECT string_agg(DISTINCT tableowner::text, ',') FROM pg_tables WHERE schemaname = 'public'"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with strangers.postgres() as port:
        yield port


@pytest.fixture
def outside(make_serve: MakeServe, port: int) -> Iterator[Callable[[str], Serve]]:
    """A serve with nothing embedded, on a new database of that user's."""
    with strangers.redis() as redis:

        def make(user: str) -> Serve:
            url = asyncio.run(database_of(user, port))
            return make_serve(None, LOOPS_DATABASE_URL=url, LOOPS_REDIS_URL=redis, LOOPS_SECRET_KEY="k" * 32)

        yield make


async def database_of(user: str, port: int) -> str:
    root = await asyncpg.connect(
        host="127.0.0.1", port=port, user=strangers.SUPERUSER, password=strangers.PASSWORD, database="postgres"
    )
    if user != strangers.SUPERUSER:
        await root.execute(f"CREATE ROLE {user} LOGIN PASSWORD '{strangers.PASSWORD}'")
    await root.execute(f"CREATE DATABASE board_of_{user} OWNER {user}")
    await root.close()
    return f"postgresql://{user}:{strangers.QUOTED}@127.0.0.1:{port}/board_of_{user}"


def test_serve_works_on_a_superusers_database_and_keeps_nothing_itself(outside: Callable[[str], Serve]) -> None:
    serve = outside(strangers.SUPERUSER)
    it_works(serve)
    assert serve.query(OWNERS) == "loops_app"
    assert not serve.data.exists()


def test_serve_works_on_an_ordinary_roles_database_with_a_valkey_of_its_own(outside: Callable[[str], Serve]) -> None:
    serve = outside("ordinary")
    del serve.environment["LOOPS_REDIS_URL"]
    it_works(serve)
    assert serve.query(OWNERS) == "ordinary"
    assert {"lock", "valkey.log"} <= {file.name for file in serve.data.iterdir()}
    assert not (serve.data / "postgres").exists()


def it_works(serve: Serve) -> None:
    serve.start().found()
    with Load(serve) as load:
        load.more()
    assert set(load.accepted) == serve.posts()
    everything = serve.all()
    assert serve.stop() == 0
    assert gone(everything)


def test_a_database_that_does_not_let_us_in_or_is_not_ours_is_refused(outside: Callable[[str], Serve]) -> None:
    serve = outside("somebody")
    url = serve.environment["LOOPS_DATABASE_URL"]
    assert "password authentication failed" in serve.refused("migrate", LOOPS_DATABASE_URL=url.replace("p%2F", "q"))
    assert "does not exist" in serve.refused("migrate", LOOPS_DATABASE_URL=f"{url}_else")
    assert serve.refused("web") == "the database has no Loops schema yet: run `loops migrate`\n"
    assert serve.run("migrate").returncode == 0
    serve.query("INSERT INTO aerich (version, app, content) VALUES ('9_later.py', 'loops', '{}') RETURNING id")
    assert serve.refused("serve").startswith("the database is newer than this Loops (it has 9_later.py)")
