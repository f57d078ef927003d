"""/tls-ask: whether a proxy that fetches certificates on demand should fetch one for a name (Caddy's `ask`)."""

from quart import Response, request

from loops_tenants.hosts import UnknownHost, anywhere, hosts, look_up


@anywhere
async def tls_ask() -> Response:
    """200 for the apex and for the hosts of a tenant that lives, suspended or not: its visitors are told so by TLS.

    By name alone: at which host it is asked says nothing, and a single tenant that is served at every host is no
    reason to fetch a certificate for any name that somebody points here.
    """
    known = await is_served(request.args.get("domain", ""))
    return Response(status=200 if known else 404, content_type="text/plain")


async def is_served(domain: str) -> bool:
    try:
        whose = await hosts().whose(domain)
    except UnknownHost:
        return False
    return not whose or await look_up(whose) is not None
