"""/users: what is held about one of your users, and its erasure."""

from quart import Blueprint

from loops.answers import Json
from loops.api.contract import allow
from loops.models import erasure, user
from loops.models.erasure import ErasedJson, Erasing
from loops.models.joining import JoinedJson, Joining, join
from loops.models.user import UserJson, UserUnknown
from loops_tenants.access import actor
from loops_tenants.hosts import tenant

users = Blueprint("users", __name__)


@users.get("/users/<path:external_user_id>")
@allow("admin", permission="users.erase")
async def show_user(external_user_id: str) -> Json[UserJson]:
    """Everything that is held about a user of yours."""
    return Json(await user.held(tenant(), external_user_id))


@users.delete("/users/<path:external_user_id>")
@allow("admin", permission="users.erase")
async def erase_user(external_user_id: str, query: Erasing) -> ErasedJson:
    """Forget a user of yours. Their votes stay, and nobody knows whose they were; it cannot be undone."""
    return await erasure.erase(tenant(), external_user_id, query, by=actor())


@users.post("/users/<path:external_user_id>/merge")
@allow("admin", permission="users.erase")
async def merge_user(external_user_id: str, body: Joining) -> JoinedJson:
    """This user has turned out to be `into`, whose is from now on what they wrote and voted. Nobody counts twice."""
    joined = await join(tenant(), external_user_id, body.into, by=actor())
    if not (joined["votes"] or joined["dropped"] or joined["posts"] or joined["comments"]):
        raise UserUnknown
    return joined
