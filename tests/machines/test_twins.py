import re
from uuid import UUID

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from comments import held, said
from conftest import DOMAIN
from loops.pages.machines.markdown import words
from loops.pages.markdown import rendered
from machines.asking import announced, told
from pages.reading import HERE, read
from pages.test_safety import HOSTILE
from visitor import visit

HOME = f"https://acme.{DOMAIN}"


async def twin(app: Quart, url: str) -> str:
    return await told(app, url, "text/markdown")


async def test_a_post_has_a_twin_in_markdown(app: Quart, ada: Caller) -> None:
    post = await ada.post("Dark [mode]", description="For **the night**", tag="ui")
    await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": "bob"})
    await ada("PATCH", f"/posts/{post['id']}", {"status": "planned"})
    text = await twin(app, f"/posts/{post['id']}.md")
    facts = f"1 vote · Planned · ui · {post['created_at'][:10]} · <{post['url']}>"
    assert text == f"# Dark \\[mode\\]\n\n{facts}\n\nFor **the night**\n"
    got = await visit(app, f"/posts/{post['id']}.md", HERE)
    assert got.headers["Link"] == f'<{post["url"]}>; rel="canonical"'
    assert got.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_twin_says_what_was_said_to_everybody(
    app: Quart, ada: Caller, bob: Caller, sql: asyncpg.Connection
) -> None:
    post = await ada.post("Dark mode", external_user_id="bob-17")
    first, second = await said(bob, post, "Me *too*."), await said(ada, post, "Soon.")
    await said(ada, post, "A secret note", internal=True)
    await held(sql, post)
    text = await twin(app, f"/posts/{post['id']}.md")
    days = [one["created_at"][:10] for one in (first, second)]
    assert text.endswith(f"## Anonymous · {days[0]}\n\nMe *too*.\n\n## Acme · Team · {days[1]}\n\nSoon.\n")
    assert "secret" not in text
    assert "pills" not in text


async def test_the_board_has_one_that_leads_to_all_of_them(app: Quart, ada: Caller) -> None:
    posts = [await ada.post(f"Idea {n}") for n in range(52)]
    first = await twin(app, "/index.md")
    assert first.startswith("# Acme\n\n- [Idea ")
    (more,) = re.findall(rf"\[More ideas\]\({HOME}(/index\.md\?cursor=\S+)\)", first)
    both = first + await twin(app, more)
    assert sorted(re.findall(r"\((\S+)\.md\)", both)) == sorted(post["url"] for post in posts)


async def test_the_changelog_has_one_with_what_it_tells_of(app: Quart, ada: Caller) -> None:
    assert "Nothing here yet" in await twin(app, "/changelog.md")
    post = await ada.post("Dark mode")
    entry = await announced(ada, "It is <here>", body="It *works*", posts=[post["id"]])
    text = await twin(app, "/changelog.md")
    head = f"# Acme: Changelog\n\n## [It is \\<here\\>]({entry['url']})\n\n{entry['published_at'][:10]}\n\n"
    assert text == f"{head}It *works*\n\n- [Dark mode]({post['url']}.md)\n"


async def test_a_board_without_ideas_says_so(app: Quart, ada: Caller) -> None:
    assert await twin(app, "/index.md") == "# Acme\n\nNo ideas yet\n"


async def test_who_is_held_has_none(app: Quart, ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post("Dark mode")
    await sql.execute("UPDATE posts SET held = true")
    await read(app, f"/posts/{post['id']}.md", status=404)
    for url in ("/index.md", "/feed.atom"):
        assert "Dark mode" not in (await visit(app, url, HERE)).text


async def test_the_twin_of_a_merged_post_leads_to_where_its_votes_are(app: Quart, ada: Caller) -> None:
    into, post = await ada.post("Other"), await ada.post("Dark mode")
    await ada("POST", f"/posts/{post['id']}/merge", {"into": into["id"]})
    got = await visit(app, f"/posts/{post['id']}.md", HERE)
    assert (got.status, got.headers["Location"]) == (303, f"/posts/{into['id']}.md")
    for url in ("/index.md", "/feed.atom"):
        assert "Dark mode" not in (await visit(app, url, HERE)).text


async def test_the_twin_of_a_deleted_post_is_gone(app: Quart, ada: Caller) -> None:
    post = await ada.post()
    await ada("DELETE", f"/posts/{post['id']}")
    await read(app, f"/posts/{post['id']}.md", status=410)
    await read(app, f"/posts/{UUID(int=0)}.md", status=404)


@pytest.mark.parametrize("url", ["/index.md?cursor=x", "/changelog.md?cursor=x"])
async def test_a_cursor_that_is_none_is_refused(app: Quart, ada: Caller, url: str) -> None:
    await read(app, url, status=400)


@pytest.mark.parametrize("hostile", [*HOSTILE, "# one\n# two", "[a](javascript:alert(1))", "`a`", "| a |"])
def test_a_title_is_words_and_no_markdown(hostile: str) -> None:
    html = rendered(f"# {words(hostile)}")
    assert re.fullmatch(r'<h3 dir="auto">[^<]*</h3>\n', html), html


async def test_a_language_model_is_told_where_to_read(app: Quart, ada: Caller) -> None:
    await ada.post()
    text = await told(app, "/llms.txt", "text/plain")
    assert text.startswith(
        "# Acme\n\n> The feedback board of Acme: ideas that people have posted and voted for (1 so far)"
    )
    links = re.findall(rf"^- \[[^\]]+\]\({HOME}(\S+)\): ", text, re.M)
    assert {"/index.md", "/changelog.md", "/developers.md", "/feed.atom", "/openapi.json"} < set(links)
    for url in set(links) - {"/developers.md", "/api/v1/posts?sort=top"}:
        assert (await visit(app, url, HERE)).status == 200, url
