"""The cookies of people's browsers: the session's, and the one that a sign-in which is under way is bound to."""

from quart import Response, request

from loops_tenants import sessions
from loops_tenants.hosts import hosts

SESSION = "loops"
UNDERWAY = "loops-underway"
LONGEST = 200  # characters that are looked at


def named(name: str) -> str:
    """With the prefix that binds it to this very host and to https (RFC 6265bis, 4.1.3.2), where there is https.

    Over http there is no such thing: Safari keeps no Secure cookie of http://localhost.
    """
    return f"__Host-{name}" if hosts().scheme == "https" else name


def sent(name: str) -> str:
    """What the browser sent; empty where it sent none."""
    return request.cookies.get(named(name), "")[:LONGEST] if "Cookie" in request.headers else ""


def put(answer: Response, name: str, value: str, *, seconds: int = sessions.LONGEST) -> None:
    answer.set_cookie(
        named(name), value, max_age=seconds, path="/", secure=hosts().scheme == "https", httponly=True, samesite="Lax"
    )


def drop(answer: Response, name: str) -> None:
    put(answer, name, "", seconds=0)
