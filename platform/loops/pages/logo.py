"""A tenant's logo, at its own host, whoever asks: it is on the page that says who may read the board, too."""

from quart import Response, g, request

from loops.pages.files import FOR_EVER, FOR_NOW
from loops_tenants.errors import NotFound
from loops_tenants.hosts import tenant
from loops_tenants.scope import read

# What was given by somebody is a picture and nothing else, whatever a browser makes of its bytes; a page of another
# site may show it.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


class NoLogo(NotFound):
    message = "This board has no logo."


async def sent() -> Response:
    """Under the address that `GET /tenant` gives, it may be kept for ever: another logo has another one."""
    found = await read(tenant().id, LOGO) if g.tenant else None
    if found is None:
        raise NoLogo
    media_type, version, content = found
    answer = Response(content, content_type=media_type)
    answer.headers.update(HEADERS)
    answer.headers["Cache-Control"] = FOR_EVER if request.query_string == version.encode() else FOR_NOW
    answer.set_etag(version)
    await answer.make_conditional(request)
    return answer


LOGO = "SELECT l.media_type, l.version, l.content FROM logos l WHERE l.tenant_id = scope.tenant_id"
