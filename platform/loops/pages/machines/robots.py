"""/robots.txt (RFC 9309): what crawlers are asked to leave alone."""

from quart import Response, g

from loops.pages.head import KEPT_OUT
from loops.pages.machines.telling import told


async def sent() -> Response:
    """At the apex too. A board that is not public asks to be left alone as a whole, and says so to anybody."""
    return told(rules(), "text/plain; charset=utf-8")


def rules() -> str:
    if g.tenant and g.tenant.privacy != "public":
        return "User-agent: *\nDisallow: /\n"
    disallowed = "".join(f"Disallow: {path}\n" for path in KEPT_OUT)
    where = f"\nSitemap: {g.tenant.home}/sitemap.xml\n" if g.tenant else ""
    return f"User-agent: *\n{disallowed}Allow: /\n{where}"
