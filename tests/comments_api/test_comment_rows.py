"""Comments as pages are given them: with `mine`, where the reader may change one."""

import json
from dataclasses import replace
from uuid import UUID

import pytest

from caller import Caller
from comments import said
from loops.models.comment_page import ListComments, rows_asked, told
from loops_tenants.actors import Actor
from loops_tenants.models import Tenant
from loops_tenants.scope import read

VISITOR = Actor("key", UUID(int=1), None, frozenset({"read", "write"}), trusted=False)
READERS = {
    "bob": (replace(VISITOR, external_user_id="bob"), [True, False]),
    "eve": (replace(VISITOR, external_user_id="eve"), [False, False]),
    "nobody": (VISITOR, [False, False]),
    "bob, proved": (replace(VISITOR, external_user_id="bob", trusted=True), [True, True]),
    "a moderator": (Actor("person", UUID(int=1), "Ada", frozenset(), True, team=True, role="moderator"), [True, True]),
}


@pytest.mark.parametrize(("reader", "mine"), READERS.values(), ids=READERS)
async def test_a_row_says_whether_the_reader_may_change_it(
    acme: Tenant, ada: Caller, bob: Caller, reader: Actor, mine: list[bool]
) -> None:
    post = await ada.post()
    await said(bob, post, "Claimed.")
    await said(ada, post, "Proved.", external_user_id="bob")
    asked = rows_asked(UUID(post["id"]), ListComments(), to=reader)
    rows = json.loads(told(await read(acme.id, asked.sql, *asked.values)))
    assert [(row["body"], row["mine"]) for row in rows["comments"]] == list(
        zip(["Claimed.", "Proved."], mine, strict=True)
    )
