"""The signed identity token: a tenant's own server says who its visitor is, in a JWT that only it can make.

HS256 alone (RFC 7518, 3.2), under the tenant's identity secret as it is shown, as UTF-8 bytes. `sub` is the visitor's
external user id, `exp` is required and at most a day ahead, `name` and `email` may be there.
"""

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any, NamedTuple

from joserfc import jwt
from joserfc.errors import BadSignatureError, JoseError, UnsupportedAlgorithmError
from joserfc.jwk import OctKey

from loops_tenants.errors import Unauthorized

HEADER = "X-Loop-Identity"
ALGORITHM = "HS256"
FURTHEST = 24 * 60 * 60  # seconds ahead that `exp` may lie
SKEW = 60  # seconds that the other server's clock may differ from ours
LONGEST = 4096  # characters of a token
LONGEST_TEXTS = {"sub": 200, "name": 200, "email": 320}


class TokenRefused(Unauthorized):
    """What is wrong is said; nothing of what the token holds, nor of the secret, is."""

    def __init__(self, fault: str) -> None:
        super().__init__(f"The identity token ({HEADER}) {fault}")


class Identity(NamedTuple):
    user: str
    name: str | None
    email: str | None


def read(token: str, secrets: Iterable[str], *, now: float) -> Identity:
    """`secrets` are those that are believed; `now` is in seconds since 1970. Raises TokenRefused."""
    if len(token) > LONGEST:
        raise TokenRefused(f"has more than {LONGEST} characters.")
    claims = verified(token, secrets)
    check_times(claims, now)
    user = text(claims, "sub")
    if not user:
        raise TokenRefused("lacks `sub`, which says who the visitor is.")
    return Identity(user, text(claims, "name"), text(claims, "email"))


def verified(token: str, secrets: Iterable[str]) -> Mapping[str, Any]:
    for secret in secrets:
        try:
            return jwt.decode(token, OctKey.import_key(secret), [ALGORITHM]).claims
        except BadSignatureError:
            continue
        except UnsupportedAlgorithmError:
            raise TokenRefused(f"must be signed with {ALGORITHM}, and nothing else.") from None
        except (JoseError, ValueError, TypeError, RecursionError):
            raise TokenRefused("is no signed JWT.") from None
    raise TokenRefused("is not signed with this board's identity secret.")


def check_times(claims: Mapping[str, Any], now: float) -> None:
    expires = moment(claims, "exp")
    if expires is None:
        raise TokenRefused("lacks `exp`, which says until when it holds.")
    if expires <= now - SKEW:
        raise TokenRefused("has expired.")
    if expires > now + FURTHEST + SKEW:
        raise TokenRefused("holds for too long: its `exp` may lie 24 hours ahead at most.")
    if (moment(claims, "nbf") or 0) > now + SKEW:
        raise TokenRefused("does not hold yet, as its `nbf` says.")


def moment(claims: Mapping[str, Any], name: str) -> float | None:
    """Seconds since 1970 (RFC 7519, section 2: NumericDate)."""
    value = claims.get(name)
    finite = not isinstance(value, float) or isfinite(value)  # Python's JSON has NaN, which no comparison refuses
    if isinstance(value, bool) or not isinstance(value, int | float | None) or not finite:
        raise TokenRefused(f"has an `{name}` that is no number of seconds since 1970.")
    return value


def text(claims: Mapping[str, Any], name: str) -> str | None:
    """Trimmed, with half an emoji become U+FFFD, as everywhere in the API."""
    value = claims.get(name)
    if value is None:
        return None
    most = LONGEST_TEXTS[name]
    if not isinstance(value, str) or len(value) > most or "\0" in value:
        raise TokenRefused(f"has a `{name}` that is no text of at most {most} characters.")
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip() or None
