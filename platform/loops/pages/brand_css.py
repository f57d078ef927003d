"""A tenant's brand colour as the pages' tokens, in a stylesheet of its own: no page carries styles within it."""

from quart import Response, g, request

from loops.models.brand import corrected
from loops.pages.files import FOR_EVER, FOR_NOW
from loops_tenants.errors import NotFound
from loops_tenants.hosts import tenant


async def sent() -> Response:
    """After board.css, whose tokens it sets anew. It is made from the colour alone, which is in its address."""
    color: str | None = tenant().brand_color if g.tenant else None
    if color is None:
        raise NotFound
    answer = Response(stylesheet(color), content_type="text/css; charset=utf-8")
    answer.headers["Cache-Control"] = FOR_EVER if request.query_string == color[1:].encode() else FOR_NOW
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def stylesheet(color: str) -> str:
    made = corrected(color)
    light, dark = made["light"], made["dark"]
    accent = f"--accent: light-dark({light['text']}, {dark['text']});"
    fill = f"--fill: light-dark({light['fill']}, {dark['fill']});"
    hover = f"--fill-hover: light-dark({light['fill_hover']}, {dark['fill_hover']});"
    on = f"--on-fill: light-dark({light['on_fill']}, {dark['on_fill']});"
    return f":root {{ {accent} {fill} {hover} {on} }}\n"


def brand_path(color: str) -> str:
    """Another one for each colour, so that it may be kept for ever."""
    return f"/brand.css?{color[1:]}"
