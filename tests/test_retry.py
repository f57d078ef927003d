"""A transaction that PostgreSQL ended for another's sake is begun again, and nobody is told."""

import asyncio

import asyncpg

from caller import Caller

# Ends the first tries of whoever writes a post, as a deadlock would. A sequence keeps its number through ROLLBACK.
DEADLOCKS = """
CREATE SEQUENCE tries;
CREATE FUNCTION deadlock() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF nextval('tries') <= {tries} THEN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '{code}'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER deadlock BEFORE INSERT ON posts FOR EACH ROW EXECUTE FUNCTION deadlock()"""
NO_MORE = "DROP FUNCTION deadlock CASCADE; DROP SEQUENCE tries"


async def posted(ada: Caller, sql: asyncpg.Connection, tries: int, code: str = "40P01") -> tuple[int, int]:
    """The status of a post that so many tries fail for, and how many posts and events there are then."""
    await sql.execute(DEADLOCKS.format(tries=tries, code=code))
    try:
        answer = await ada("POST", "/posts", {"title": "Dark mode"})
    finally:
        await sql.execute(NO_MORE)
    made = await sql.fetchval("SELECT (SELECT count(*) FROM posts) + (SELECT count(*) FROM events)")
    return answer.status, made


async def test_a_deadlock_is_tried_again_twice(ada: Caller, sql: asyncpg.Connection) -> None:
    assert await posted(ada, sql, tries=2) == (201, 2)


async def test_so_is_what_could_not_be_put_in_order(ada: Caller, sql: asyncpg.Connection) -> None:
    assert await posted(ada, sql, tries=1, code="40001") == (201, 2)


async def test_one_that_comes_back_is_unavailable(ada: Caller, sql: asyncpg.Connection) -> None:
    assert await posted(ada, sql, tries=3) == (503, 0)


async def test_what_is_no_deadlock_is_not_tried_again(ada: Caller, sql: asyncpg.Connection) -> None:
    assert await posted(ada, sql, tries=1, code="P0001") == (500, 0)


async def test_a_real_deadlock_ends_well(ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post()
    await sql.execute("SET deadlock_timeout = '10s'")  # so it is the other who notices, and gives way
    async with sql.transaction():
        await sql.execute("SELECT FROM post_totals FOR UPDATE")
        waiting = asyncio.create_task(ada("PATCH", f"/posts/{post['id']}", {"status": "planned"}))
        while not await sql.fetchval("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)"):
            await asyncio.sleep(0)
        await sql.execute("SELECT FROM posts WHERE id = $1 FOR UPDATE", post["id"])
    answer = await waiting
    assert (answer.status, answer.json["status"]) == (200, "planned")
    assert await sql.fetchval("SELECT count(*) FROM events WHERE name = 'post.status_changed'") == 1
