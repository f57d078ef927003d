"""Where the pages are, at a tenant's host and at the apex."""

from collections.abc import Iterable

from quart import Blueprint, Quart, Response, g

from loops import limits
from loops.pages import (
    apex,
    board,
    brand_css,
    changelog,
    changelog_writing,
    comments,
    files,
    logo,
    merges,
    moderating,
    new_post,
    post,
    roadmap,
    stream,
    theme,
    votes,
)
from loops.pages.admin import admin
from loops.pages.developers.guide import developers
from loops.pages.door import View, not_permitted
from loops.pages.invite import invite
from loops.pages.machines.routes import machines
from loops.pages.organisations import organisations
from loops.pages.own import own
from loops.pages.packing import packed
from loops.pages.sign_in import people
from loops_tenants import signed_in
from loops_tenants.oauth import Provider
from loops_tenants.permitted import NotPermitted

pages = Blueprint("pages", __name__)
pages.register_error_handler(NotPermitted, not_permitted)
static = Blueprint("static", __name__)
COUNTED = (pages, developers, machines, people, admin, organisations, invite, own)
for counted in COUNTED:
    counted.before_request(limits.count_page)


def init_app(app: Quart, *, lists_boards: bool, providers: Iterable[Provider]) -> None:
    """`lists_boards`: whether the apex names all tenants, which is for who tries Loops out and for nobody else.

    `providers` are the installation's own, to sign in with.
    """
    app.extensions["lists_boards"] = lists_boards
    app.extensions["providers"] = {provider.key: provider for provider in providers}
    app.after_request(packed)
    for blueprint in (*COUNTED, static):
        app.register_blueprint(blueprint)


@pages.get("/")
async def home() -> Response:
    if g.tenant:
        return await board.listed()
    await signed_in.or_nobody()  # whom the page's head names
    return await apex.shown()


def add(path: str, view: View, method: str = "GET") -> None:
    pages.add_url_rule(path, f"{method} {path}".replace(".", "-"), view, methods=[method])


for path, asked, done in (
    ("/new", new_post.ask, new_post.submit),
    ("/posts/<uuid:id>/edit", moderating.ask_to_edit, moderating.edit),
    ("/posts/<uuid:id>/delete", moderating.ask_to_delete, moderating.delete),
    ("/posts/<uuid:id>/merge", merges.ask_to_merge, merges.merge),
    ("/changelog/new", changelog_writing.ask_to_begin, changelog_writing.begin),
    ("/changelog/<uuid:id>/edit", changelog_writing.ask_to_change, changelog_writing.change),
    ("/changelog/<uuid:id>/delete", changelog_writing.ask_to_delete, changelog_writing.delete),
    ("/comments/<uuid:id>/edit", comments.ask_to_change, comments.change),
    ("/comments/<uuid:id>/delete", comments.ask_to_delete, comments.delete),
):
    add(path, asked)
    add(path, done, "POST")
for path, view in (
    ("/new/similar", new_post.similar),
    ("/posts/<uuid:id>", post.show),
    ("/roadmap", roadmap.show),
    ("/stream", stream.sent),
    ("/changelog", changelog.listed),
    ("/changelog/<uuid:id>", changelog.one),
    ("/brand.css", brand_css.sent),
    ("/logo", logo.sent),
):
    add(path, view)
for path, done in (
    ("/posts/<uuid:id>/vote", votes.cast_vote),
    ("/posts/<uuid:id>/comments", comments.write),
    ("/posts/<uuid:id>/change", moderating.change),
    ("/posts/<uuid:id>/let-through", moderating.let_through),
    ("/posts/<uuid:id>/unmerge", merges.take_back),
    ("/comments/<uuid:id>/let-through", comments.let_through),
    ("/theme", theme.chosen),
):
    add(path, done, "POST")
for file in files.FILES:
    static.add_url_rule(file.path, endpoint=file.path.replace(".", "-"), view_func=file.sent)
