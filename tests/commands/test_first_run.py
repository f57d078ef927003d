"""What `loops serve` says when it starts for the first time, and every time after."""

import json
import re
import shlex

import asyncpg
import pytest
from quart import Quart

from browser import Browser
from caller import Caller
from conftest import DOMAIN
from loops.commands.demo_board import greeting
from loops.settings import Settings
from loops_tenants import keys, registry
from loops_tenants.scope import system_transaction


@pytest.fixture
def settings(app: Quart, empty: None) -> Settings:
    return Settings()


def key_in(lines: list[str], kind: keys.Kind) -> str:
    found: str
    (found,) = set(re.findall(rf"{keys.PREFIX[kind]}\w+", "\n".join(lines)))
    assert keys.well_formed(found)
    return found


async def test_the_first_run_makes_a_board_to_try(settings: Settings, sql: asyncpg.Connection) -> None:
    lines = await greeting(settings)
    assert "http://demo.localhost:8000" in lines[0]
    kept = dict(await sql.fetch("SELECT kind, hash FROM api_keys"))
    assert kept == {kind: keys.digest(key_in(lines, kind)) for kind in keys.PREFIX}
    posts = await sql.fetch("SELECT tag, status, votes FROM posts")
    assert len(posts) > 5
    assert {post["status"] for post in posts} == {"open", "planned", "progress", "done", "closed"}
    assert all(post["votes"] and post["tag"] for post in posts)


async def test_its_posts_are_found_by_their_words(settings: Settings, app: Quart) -> None:
    key = key_in(await greeting(settings), "publishable")
    ada = Caller(app.test_client(), {"Host": DOMAIN, "Authorization": f"Bearer {key}"})
    for q, title in (("shortcut", "Keyboard shortcuts on the list"), ("telegram bot", "Abstimmen per Telegram")):
        assert [post["title"] for post in (await ada("GET", f"/posts?q={q}")).json["posts"]] == [title]


async def test_its_owner_signs_in_by_a_link_that_is_printed_once(settings: Settings, app: Quart) -> None:
    settings = settings.model_copy(update={"domain": DOMAIN})
    lines = await greeting(settings)
    assert "sign-in-link" not in "\n".join(lines)
    (address,) = re.findall(r"https\S+/sign-in/link\S+", "\n".join(lines))
    browser = Browser(app)
    await browser.open(address)
    assert "Signed in as Demo owner" in (await browser.submit("/sign-in/link")).text
    assert "loops sign-in-link --tenant demo" in "\n".join(await greeting(settings))


async def test_each_curl_line_is_a_call_that_is_answered(settings: Settings, app: Quart) -> None:
    lines = [shlex.split(line) for line in await greeting(settings) if line.startswith("  curl ")]
    assert [line[1] for line in lines] == ["http://localhost:8000/api/v1/posts"] * 2
    for _, _, *words in lines:
        given = [*zip(words[::2], words[1::2], strict=True)]
        headers = dict(word.split(": ", 1) for flag, word in given if flag == "-H")
        bodies = [json.loads(word) for flag, word in given if flag == "-d"]
        there = Caller(app.test_client(), headers | {"Host": DOMAIN})
        answer = await there("POST", "/posts", bodies[0]) if bodies else await there("GET", "/posts")
        assert answer.status == (201 if bodies else 200)


async def test_a_second_start_says_where_the_board_is_and_how_to_make_a_key(settings: Settings) -> None:
    first, second = await greeting(settings), await greeting(settings)
    assert second[0] == first[0]
    assert key_in(second, "publishable") == key_in(first, "publishable")
    assert key_in(first, "secret") not in "\n".join(second)
    assert "loops key create --tenant demo --kind secret" in second[-1]


async def test_whoever_deleted_the_demo_is_not_given_it_again(settings: Settings, app: Quart) -> None:
    await greeting(settings)
    async with system_transaction():
        await registry.bury("demo")
    assert "tenant create SLUG --name NAME" in (await greeting(settings))[0]


async def test_where_tenants_live_no_demo_is_made(settings: Settings, globex: Caller) -> None:
    lines = await greeting(settings)
    assert "http://globex.localhost:8000" in lines[0]
    assert [tenant.slug for tenant in await registry.living()] == ["globex"]
