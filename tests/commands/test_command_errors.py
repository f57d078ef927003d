"""Whatever goes wrong, a command says it in one line, and exits non-zero."""

import json
import os
import signal
import subprocess

import asyncpg
import pytest

from console import Console

LIST = ("tenant", "list", "--json")


@pytest.mark.parametrize(
    "url",
    ["postgresql://nobody@127.0.0.1:1/loops", "postgresql://loops@/loops?host=/nowhere"],
)
def test_a_database_that_is_away(loops: Console, url: str) -> None:
    assert "cannot be reached (" in loops.refused(*LIST, DATABASE_URL=url)


def test_a_database_that_does_not_exist(loops: Console, database: str) -> None:
    assert "nothing-here" in loops.refused(*LIST, DATABASE_URL=database.replace("/postgres?", "/nothing-here?"))


async def test_a_database_without_the_schema(loops: Console, database: str, sql: asyncpg.Connection) -> None:
    await sql.execute("CREATE DATABASE bare")
    try:
        said = loops.refused(*LIST, DATABASE_URL=database.replace("/postgres?", "/bare?"))
    finally:
        await sql.execute("DROP DATABASE bare")
    assert "run `loops migrate`" in said


def test_a_setting_that_is_wrong(loops: Console) -> None:
    assert "LOOPS_PORT" in loops.refused(*LIST, PORT="eighty")


def test_a_reader_that_has_gone(loops: Console) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with loops.start(*LIST, stdout=writer, stderr=subprocess.PIPE) as started:
        os.close(writer)
        _, said = started.communicate()
    assert (started.returncode, said) == (1, "")


async def test_ctrl_c(loops: Console, sql: asyncpg.Connection) -> None:
    words = ("demo", "--tenants", "1000", "--posts", "1000")
    with loops.start(*words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        while not await sql.fetchval("SELECT EXISTS (SELECT FROM posts), pg_sleep(0.05)"):
            assert started.poll() is None
        started.send_signal(signal.SIGINT)
        out, said = started.communicate()
    assert (started.returncode, out, said.strip()) == (1, "", "Aborted!")


def test_a_word_that_is_no_utf_8(loops: Console) -> None:
    name = b"caf\xe9".decode("utf-8", "surrogateescape")
    with loops.start("tenant", "create", "acme", "--name", name, "--json", stdout=subprocess.PIPE) as started:
        out, _ = started.communicate()
    assert json.loads(out)["name"] == "caf\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("nonsense", "loops: No such command 'nonsense'. See `loops --help`.\n"),
        ("tenant create acme", "loops: Missing option '--name'. See `loops tenant create --help`.\n"),
        ("key create --tenant acme", "loops: Missing option '--kind'. Choose from: secret, publishable"),
        ("key list --nonsense", "loops: No such option '--nonsense'."),
        ("demo --posts 0 --votes 1", "loops: Votes need posts"),
    ],
)
def test_words_that_are_none_of_a_commands(loops: Console, words: str, said: str) -> None:
    done = loops(*words.split())
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith(said)


def test_a_command_without_words_says_what_there_is(loops: Console) -> None:
    for group in ((), ("tenant",)):
        done = loops(*group)
        assert (done.code, done.err.startswith("Usage: loops ")) == (2, True)
