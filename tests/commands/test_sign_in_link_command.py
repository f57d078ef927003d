import re

from quart import Quart

from browser import Browser
from console import Console
from signing_in.hosts import APEX


def test_a_link_is_printed_for_a_role(loops: Console) -> None:
    loops("tenant", "create", "acme", "--name", "Acme")
    done = loops("sign-in-link", "--tenant", "acme")
    assert re.fullmatch(rf"{APEX}/sign-in/link\?code=[\w-]{{43}}\n", done.out)
    assert done.err == "It works once, within 24 hours.\n"
    made = loops("sign-in-link", "--tenant", "acme", "--role", "member", "--json").json
    assert (made["tenant"], made["role"], made["url"][:-43]) == ("acme", "member", f"{APEX}/sign-in/link?code=")


def test_a_link_for_no_tenant_or_no_role_is_refused(loops: Console) -> None:
    assert "There is no tenant `acme`" in loops.refused("sign-in-link", "--tenant", "acme")
    assert loops("sign-in-link", "--tenant", "acme", "--role", "king").code == 2


async def test_it_signs_in(loops: Console, app: Quart) -> None:
    loops("tenant", "create", "acme", "--name", "Acme")
    browser = Browser(app)
    await browser.open(loops("sign-in-link", "--tenant", "acme", "--json").json["url"])
    assert "Signed in as Acme owner" in (await browser.submit("/sign-in/link")).text
