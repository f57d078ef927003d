"""An id_token, held against all that OpenID Connect Core 1.0, 3.1.3.7 asks of it."""

import hmac
import re
import warnings
from collections.abc import Mapping
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import Key, import_key

from loops_tenants.sign_in_errors import TokenRefused

# Of those that are signed by what the issuer alone has: never `none`, and no HS256, whose key would be one that is
# published, or the client's.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"]
KINDS = ("RSA", "EC", "OKP")
LEEWAY = 60  # seconds that two clocks may differ by
SUBJECT = re.compile(r"[\x20-\x7e]{1,255}")


class Keys:
    """An issuer's, as it publishes them (RFC 7517): the public ones that sign."""

    def __init__(self, published: Mapping[str, Any]) -> None:
        given = published.get("keys")
        self._keys = [key for one in (given if isinstance(given, list) else []) if (key := usable(one))]

    def knows(self, token: str) -> bool:
        """Whether one of them may have signed this, by the names alone."""
        return self._signer(header(token)) is not None

    def proved(self, token: str, *, issuer: str, client_id: str, nonce: str, now: float) -> dict[str, Any]:
        """Its claims, where it is of this issuer, for this client, of this sign-in, and of now (seconds since 1970)."""
        claims = self._signed(token)
        if claims.get("iss") != issuer:
            raise TokenRefused("issuer")
        refuse_other_audience(claims, client_id)
        refuse_other_time(claims, now)
        if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise TokenRefused("nonce")
        refuse_nobody(claims.get("sub"))
        return claims

    def _signed(self, token: str) -> dict[str, Any]:
        about = header(token)
        if about.get("alg") not in ALGORITHMS:
            raise TokenRefused("algorithm")
        if (key := self._signer(about)) is None:
            raise TokenRefused("key")
        try:
            with warnings.catch_warnings(action="ignore", category=SecurityWarning):  # of `EdDSA`, by its new name
                return jwt.decode(token, key, algorithms=[about["alg"]]).claims
        except (JoseError, ValueError):
            raise TokenRefused("signature") from None

    def _signer(self, about: Mapping[str, Any]) -> Key | None:
        """By its name, or where the token names none, the only one there is."""
        named = [key for key in self._keys if "kid" not in about or key.kid == about["kid"]]
        return named[0] if len(named) == 1 or (named and "kid" in about) else None


def refuse_nobody(subject: object) -> None:
    """It is at most 255 ASCII characters (OpenID Connect Core 1.0, 2)."""
    if not isinstance(subject, str) or not SUBJECT.fullmatch(subject):
        raise TokenRefused("subject")


def usable(published: object) -> Key | None:
    """What is of another kind, or is to encrypt with, is passed over: an issuer may have such for others."""
    if not isinstance(published, dict) or published.get("use", "sig") != "sig" or published.get("kty") not in KINDS:
        return None
    try:
        return import_key(published)
    except (JoseError, ValueError, TypeError, KeyError):
        return None


def header(token: str) -> dict[str, Any]:
    try:
        return dict(jws.extract_compact(token.encode()).headers())
    except (JoseError, ValueError, TypeError):
        raise TokenRefused("form") from None


def refuse_other_audience(claims: Mapping[str, Any], client_id: str) -> None:
    """Of several audiences it must be us whom it was given to."""
    given = claims.get("aud")
    audience = given if isinstance(given, list) else [given]
    if client_id not in audience or claims.get("azp", client_id) != client_id:
        raise TokenRefused("audience")
    if len(audience) > 1 and "azp" not in claims:
        raise TokenRefused("audience")


def refuse_other_time(claims: Mapping[str, Any], now: float) -> None:
    expires, issued = claims.get("exp"), claims.get("iat", now)
    if not isinstance(expires, int | float) or not isinstance(issued, int | float):
        raise TokenRefused("time")
    if not expires > now - LEEWAY or issued > now + LEEWAY:
        raise TokenRefused("time")
