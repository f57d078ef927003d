"""/posts/:id/merge: a duplicate, and what it is a duplicate of."""

from typing import Literal
from uuid import UUID

from quart import Blueprint

from loops.answers import Json
from loops.api.contract import allow
from loops.models import merging
from loops.models.merging import Merge
from loops.models.post import Post
from loops.models.shown import PostJson
from loops_tenants.access import actor
from loops_tenants.hosts import tenant

merges = Blueprint("merges", __name__)


@merges.post("/posts/<uuid:id>/merge")
@allow("admin", permission="posts.moderate")
async def merge_post(id: UUID, body: Merge) -> tuple[Json[PostJson], Literal[200, 202]]:
    """Into another post, which counts its voters from now on; 202 where they are so many that a worker copies them."""
    at_once = await merging.merge(tenant(), id, body.target, by=actor())
    return Json(await Post.shown(tenant(), id, to=actor())), 200 if at_once else 202


@merges.delete("/posts/<uuid:id>/merge")
@allow("admin", permission="posts.moderate")
async def take_merge_back(id: UUID) -> Json[PostJson]:
    """A post of its own again. One that is not merged stays as it is."""
    await merging.take_back(tenant(), id, by=actor())
    return Json(await Post.shown(tenant(), id, to=actor()))
