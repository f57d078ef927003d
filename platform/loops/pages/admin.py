"""/admin: what a team does at its board's own host, by plain pages."""

from quart import Blueprint, Response

from loops.models.comment import MODERATING
from loops.pages import api_keys, board_settings, members, members_changed, waiting
from loops.pages.door import for_members, not_permitted
from loops.pages.rendering import page
from loops_tenants.access import Actor
from loops_tenants.hosts import hosts
from loops_tenants.permitted import NotPermitted
from loops_tenants.roles import may

admin = Blueprint("admin", __name__, url_prefix="/admin")
admin.register_error_handler(NotPermitted, not_permitted)
board_settings.init(admin)
api_keys.init(admin)
members.init(admin)
members_changed.init(admin)
waiting.init(admin)


@admin.get("")
@for_members()
async def home(by: Actor) -> Response:
    """What there is, for whoever may open it."""
    opens = {
        "moderates": may(by.role, MODERATING),
        "board": may(by.role, "tenant.change"),
        "keys": may(by.role, "keys.manage"),
    }
    return page("admin.html", role=by.role, apex="" if hosts().single else hosts().home, **opens)


@admin.after_request
async def kept_nowhere(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer
