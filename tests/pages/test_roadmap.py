import re

import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN
from loops_tenants.models import Tenant
from pages.reading import APEX, Read, read


async def road(app: Quart) -> list[list[str]]:
    """Of each column its head, and its posts."""
    page = await read(app, "/roadmap")
    words = " ".join(page.text.split())
    columns = re.findall(r"(Planned|In progress|Under review|Done) (\d+)", words)
    return [list(column) for column in columns]


async def test_the_roadmap_has_a_column_for_what_is_under_way(app: Quart, ada: Caller) -> None:
    for title, status in (("Dark mode", "planned"), ("Sync", "done"), ("New", "open"), ("Never", "closed")):
        post = await ada.post(title)
        await ada("PATCH", f"/posts/{post['id']}", {"status": status})
    assert await road(app) == [["Planned", "1"], ["In progress", "0"], ["Done", "1"]]
    assert (await read(app, "/roadmap")).titles == ["Dark mode", "Sync"]


async def test_most_wanted_comes_first(app: Quart, ada: Caller) -> None:
    for title, votes in (("One", 1), ("Two", 2), ("None", 0)):
        post = await ada.post(title)
        await ada("PATCH", f"/posts/{post['id']}", {"status": "planned"})
        for n in range(votes):
            await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": f"bob{n}"})
    assert (await read(app, "/roadmap")).titles == ["Two", "One", "None"]


async def test_a_long_column_leads_to_the_rest(app: Quart, ada: Caller) -> None:
    for n in range(21):
        post = await ada.post(f"Idea {n}")
        await ada("PATCH", f"/posts/{post['id']}", {"status": "done"})
    page = await read(app, "/roadmap")
    assert len(page.titles) == 20
    assert "/?status=done&sort=top" in page.links()


async def test_a_status_of_ones_own_has_its_column(app: Quart, ada: Caller) -> None:
    await ada("POST", "/statuses", {"name": "Under review", "position": 2})
    assert [name for name, _ in await road(app)] == ["Planned", "Under review", "In progress", "Done"]


async def test_columns_are_named_in_the_readers_language(app: Quart, ada: Caller) -> None:
    await ada("PATCH", "/statuses/planned", {"name": "Soon"})
    words = (await read(app, "/roadmap?lang=tr")).text
    assert "Soon" in words  # the team's own word stays
    assert "Yapılıyor" in words
    assert "In progress" not in words


async def test_a_boards_roadmap_is_its_own(app: Quart, ada: Caller, globex: Caller) -> None:
    post = await ada.post("Dark mode")
    await ada("PATCH", f"/posts/{post['id']}", {"status": "planned"})
    assert not (await read(app, "/roadmap", ("Host", f"globex.{DOMAIN}"))).titles
    await read(app, "/roadmap", APEX, status=404)


@pytest.mark.parametrize("privacy", ["members", "sign_in"])
async def test_a_private_boards_roadmap_is_not_for_strangers(app: Quart, ada: Caller, privacy: str) -> None:
    await ada("PATCH", "/tenant", {"privacy": privacy})
    assert isinstance(await read(app, "/roadmap", status=403), Read)


async def test_an_empty_roadmap_says_so(app: Quart, acme: Tenant) -> None:
    assert "Nothing here yet" in (await read(app, "/roadmap")).text
