"""/posts: the ideas."""

from typing import Literal
from uuid import UUID

from quart import Blueprint

from loops.answers import Json, Unchanged
from loops.api.contract import allow
from loops.api.etag import is_known, knows_a_tag
from loops.models.listing import Listing, ListPosts
from loops.models.merging import detached
from loops.models.page import PostPage, fingerprint_of_posts, page_of_posts
from loops.models.post import Post
from loops.models.shown import PostJson
from loops.models.writing import NewPost, PostChange, Visitor
from loops_tenants.access import actor
from loops_tenants.hosts import tenant

posts = Blueprint("posts", __name__)


@posts.get("/posts")
@allow("read", transaction=False)
async def list_posts(query: ListPosts) -> Json[PostPage]:
    """The board's posts: newest first, or by another `sort`."""
    listing = await Listing.asked(tenant(), query, by=actor(query.external_user_id))
    if knows_a_tag() and is_known(known := await fingerprint_of_posts(tenant(), listing)):
        return Unchanged(known)
    page = await page_of_posts(tenant(), listing)
    return Json(page.text, etag=page.fingerprint)


@posts.post("/posts")
@allow("write")
async def create_post(body: NewPost) -> tuple[Json[PostJson], Literal[201]]:
    """A new post, without a vote."""
    by = actor(body.external_user_id)
    id = await Post.submit(tenant(), body, by=by)
    return Json(await Post.shown(tenant(), id, to=by)), 201


@posts.get("/posts/<uuid:id>")
@allow("read", transaction=False)
async def show_post(id: UUID, query: Visitor) -> Json[PostJson]:
    """One post."""
    return Json(await Post.seen(tenant(), id, by=actor(query.external_user_id)))


@posts.patch("/posts/<uuid:id>")
@allow("admin", permission="posts.moderate")
async def change_post(id: UUID, body: PostChange) -> Json[PostJson]:
    """Set what is given; what is not stays."""
    post = await Post.locked(tenant(), id)
    await post.change(tenant(), body, by=actor())
    return Json(await Post.shown(tenant(), id, to=actor()))


@posts.delete("/posts/<uuid:id>")
@allow("admin", permission="posts.moderate")
async def delete_post(id: UUID) -> tuple[Literal[""], Literal[204]]:
    """Gone from every list, and its votes and comments with it; what was merged into it is taken back."""
    post = await detached(tenant(), id, by=actor())
    await post.remove(tenant(), by=actor())
    return "", 204
