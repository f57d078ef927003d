"""Pages that a visitor votes and posts on: as little as shows who somebody is there."""

from collections.abc import Callable
from uuid import UUID

import pytest
from quart import Quart, Response, request

from browser import Browser
from loops.answers import Json, as_text
from loops.models.post import Post
from loops.models.vote import Vote
from loops.models.writing import NewPost
from loops.pages.write_limits import count_write
from loops_tenants.hosts import tenant
from loops_tenants.page_visitors import page_actor, page_writer, with_visitor
from loops_tenants.scope import tenant_transaction


async def look() -> Response:
    by = await page_actor()
    return Json(as_text({"user": by.external_user_id, "actor": by.as_json()}))


async def show(id: UUID) -> Response:
    by = await page_actor()
    async with tenant_transaction(tenant().id):
        return Json(await Post.seen(tenant(), id, by=by))


async def vote(id: UUID) -> Response:
    by = await page_writer()
    count_write(by)
    async with tenant_transaction(tenant().id):
        cast = await Vote.cast(tenant(), await Post.target(tenant(), id), "toggle", by=by)
    return with_visitor(Json(as_text(cast)))


async def write() -> Response:
    by = await page_writer()
    count_write(by, "post")
    async with tenant_transaction(tenant().id):
        id = await Post.submit(tenant(), NewPost(title=(await request.form)["title"]), by=by)
    return with_visitor(Json(as_text({"id": id})))


@pytest.fixture
def pages(serving: Callable[..., Quart]) -> Callable[..., Browser]:
    """A browser, at an installation that has these pages too."""

    def opened(**more: object) -> Browser:
        app = serving(**more)
        app.add_url_rule("/look", view_func=look)
        app.add_url_rule("/show/<uuid:id>", view_func=show)
        app.add_url_rule("/vote/<uuid:id>", view_func=vote, methods=["POST"])
        app.add_url_rule("/write", view_func=write, methods=["POST"])
        return Browser(app)

    return opened


@pytest.fixture
def browser(pages: Callable[..., Browser]) -> Browser:
    return pages()
