"""/developers, its twin in Markdown, and the pages of the reference."""

from markupsafe import Markup
from quart import Blueprint, Response, g, request

from loops.pages import new_key
from loops.pages.developers import reference
from loops.pages.developers.code import in_line
from loops.pages.developers.section import Place, sections, whole
from loops.pages.developers.snippet import KEY
from loops.pages.door import for_members, not_permitted
from loops.pages.going import go
from loops.pages.key_form import KeyForm
from loops.pages.preferences import language
from loops.pages.rendering import HEADERS, page
from loops_tenants import signed_in, tokens
from loops_tenants.access import Actor
from loops_tenants.page_visitors import NOBODY, page_actor
from loops_tenants.permitted import NotPermitted
from loops_tenants.roles import may

PATH = "/developers"

developers = Blueprint("developers", __name__)
developers.register_error_handler(NotPermitted, not_permitted)


async def admitted() -> Actor:
    """Whoever may read the board; at the apex anybody."""
    if g.tenant:
        return await page_actor()
    await signed_in.or_nobody()
    return NOBODY


@developers.get(PATH)
async def shown() -> Response:
    """Who may make keys gets a button that makes one, and then, once, that key in every line."""
    makes_keys = may((await admitted()).role, "keys.manage")
    key = await new_key.following() if makes_keys else new_key.NOTHING
    told = sections(language(), Place.of_request())
    if key.new:
        told = [one._replace(html=Markup(one.html.replace(KEY, key.new.key))) for one in told]
    answer = page("developers.html", sections=told, makes_keys=makes_keys, key=key, code=tokens.mint())
    if key.new:
        answer.headers["Cache-Control"] = "no-store"
    return answer


@developers.post(PATH)
@for_members("keys.manage")
async def create_key(by: Actor) -> Response:
    """Sent twice, the form makes one key: its code is good for one."""
    sent = await request.form
    form = KeyForm(name=language().texts["dev_key_name"])
    return go(f"{PATH}?made={await new_key.made(form, sent.get('code', ''), by=by)}")


@developers.get(f"{PATH}.md")
async def twin() -> Response:
    """The same for machines."""
    await admitted()
    answer = Response(whole(language(), Place.of_request()), content_type="text/markdown; charset=utf-8")
    answer.headers.update(HEADERS)
    if g.get("who"):
        answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@developers.get(f"{PATH}/reference")
async def every_call() -> Response:
    await admitted()
    return page("reference.html", resources=reference.resources(), in_line=in_line)


@developers.get(f"{PATH}/reference/<resource>")
async def calls(resource: str) -> Response:
    """Of one resource, each with all that it takes and answers."""
    await admitted()
    return page("resource.html", resource=reference.resource(resource), in_line=in_line)
