"""Where the pages are, at a tenant's host and at the apex."""

from collections.abc import Iterable

from quart import Blueprint, Quart, Response, g

from loops.pages import apex, board, brand_css, files, logo, roadmap, theme
from loops.pages.admin import admin
from loops.pages.invite import invite
from loops.pages.organisations import organisations
from loops.pages.packing import packed
from loops.pages.sign_in import people
from loops_tenants import signed_in
from loops_tenants.oauth import Provider

pages = Blueprint("pages", __name__)


def init_app(app: Quart, *, lists_boards: bool, providers: Iterable[Provider]) -> None:
    """`lists_boards`: whether the apex names all tenants, which is for who tries Loops out and for nobody else.

    `providers` are the installation's own, to sign in with.
    """
    app.extensions["lists_boards"] = lists_boards
    app.extensions["providers"] = {provider.key: provider for provider in providers}
    app.after_request(packed)
    app.register_blueprint(pages)
    app.register_blueprint(people)
    app.register_blueprint(admin)
    app.register_blueprint(organisations)
    app.register_blueprint(invite)


@pages.get("/")
async def home() -> Response:
    await signed_in.or_nobody()  # whom the page's head names
    return await board.listed() if g.tenant else await apex.shown()


pages.add_url_rule("/posts/<uuid:id>", view_func=board.post)
pages.add_url_rule("/roadmap", endpoint="roadmap", view_func=roadmap.shown)
pages.add_url_rule("/theme", endpoint="theme", view_func=theme.chosen, methods=["POST"])
pages.add_url_rule("/brand.css", endpoint="brand-css", view_func=brand_css.sent)
pages.add_url_rule("/logo", endpoint="logo", view_func=logo.sent)
for file in files.FILES:
    pages.add_url_rule(file.path, endpoint=file.path.replace(".", "-"), view_func=file.sent)
