"""/posts/similar: what is asked for already."""

from quart import Blueprint

from loops.answers import Json
from loops.api.contract import allow
from loops.models.similar import SimilarPosts, SimilarTo, similar_to
from loops_tenants.access import actor
from loops_tenants.hosts import tenant

similar = Blueprint("similar", __name__)


@similar.get("/posts/similar")
@allow("read", transaction=False)
async def list_similar(query: SimilarTo) -> Json[SimilarPosts]:
    """Likely duplicates of a title, best first, five at most."""
    return Json(await similar_to(tenant(), query.title, actor(query.external_user_id)))
