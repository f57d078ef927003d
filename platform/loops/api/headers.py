"""What each of the API's answers says beside its body: who may read it, and what a cache may do with it.

CORS is done here and not by quart-cors, for four reasons: it adds nothing to the 404 and 405 of a path without a route,
nor where a request has no Origin; of the allowed headers it tells only those that were asked for; and it makes its
lists anew for every answer, a third of a short one's time. What must be sent never changes.
"""

from quart import Quart, Response

from loops.answers import Nothing, Told
from loops.api.etag import validate
from loops.errors import speaks_json
from loops_tenants.at_hand import asked

EVERY_ANSWER = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id"),
    ("Cache-Control", "private, no-cache"),
    ("Vary", "Authorization, X-Loop-External-User, Cookie"),
]
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": (
        "Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID, X-Loop-External-User, "
        "X-Loop-Identity"
    ),
    "Access-Control-Max-Age": "7200",
}


def init_app(app: Quart) -> None:
    """To be called before whatever may refuse a request: a preflight has no key, and must not be refused for that."""
    app.before_request(preflight)
    app.after_request(completed)


async def preflight() -> Response | None:
    request = asked()
    if request.method != "OPTIONS" or "Access-Control-Request-Method" not in request.headers:
        return None
    answer = Nothing()
    answer.headers.update(PREFLIGHT)
    return answer if speaks_json(request.path) else None


async def completed(response: Response) -> Response:
    if speaks_json(asked().path):
        response.headers = Told(*response.headers, *EVERY_ANSWER)
        validate(response)
    return response
