"""A vote by a button: given, or taken back."""

from typing import cast
from uuid import UUID

from quart import Response, request

from loops.answers import Json, as_text
from loops.errors import wants_json
from loops.models.post import Post
from loops.models.vote import Vote, VoteJson, Wish
from loops.pages import writes
from loops.pages.going import go
from loops_tenants.hosts import tenant
from loops_tenants.next_path import local_path

WISHES = ("give", "take back")


async def cast_vote(id: UUID) -> Response:
    """The button says which of the two it was for, so that pressing it on an old page does no other thing."""
    by, sent = await writes.writer(), await request.form
    wish = cast(Wish, sent["wish"] if sent.get("wish") in WISHES else "toggle")

    async def vote() -> VoteJson:
        return await Vote.cast(tenant(), await Post.target(tenant(), id), wish, by=by)

    told = await writes.carried_out(vote)
    answer = Json(as_text(told)) if wants_json() else go(local_path(sent.get("next", ""), f"/posts/{id}"))
    return writes.answered(answer)
