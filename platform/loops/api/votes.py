"""/posts/:id/vote and /posts/:id/votes: who wants it."""

from uuid import UUID

from quart import Blueprint

from loops.answers import Json
from loops.api.contract import allow
from loops.models.post import Post
from loops.models.vote import Vote, VoteJson
from loops.models.voters import ListVoters, VoterPage, page_of_voters
from loops.models.writing import Visitor
from loops_tenants.access import actor
from loops_tenants.hosts import tenant

votes = Blueprint("votes", __name__)


@votes.post("/posts/<uuid:id>/vote")
@allow("write")
async def toggle_vote(id: UUID, body: Visitor) -> VoteJson:
    """Vote, or take the vote back."""
    post = await Post.target(tenant(), id)
    return await Vote.cast(tenant(), post, "toggle", by=actor(body.external_user_id))


@votes.put("/posts/<uuid:id>/vote")
@allow("write")
async def give_vote(id: UUID, body: Visitor) -> VoteJson:
    """Vote; once more changes nothing."""
    post = await Post.target(tenant(), id)
    return await Vote.cast(tenant(), post, "give", by=actor(body.external_user_id))


@votes.delete("/posts/<uuid:id>/vote")
@allow("write")
async def take_vote_back(id: UUID, body: Visitor) -> VoteJson:
    """Take the vote back; once more changes nothing."""
    post = await Post.target(tenant(), id)
    return await Vote.cast(tenant(), post, "take back", by=actor(body.external_user_id))


@votes.get("/posts/<uuid:id>/votes")
@allow("admin", permission="users.speak_for", transaction=False)
async def list_votes(id: UUID, query: ListVoters) -> Json[VoterPage]:
    """Who voted, newest first."""
    return Json(await page_of_voters(tenant(), id, query))
