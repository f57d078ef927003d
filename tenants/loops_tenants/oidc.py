"""OpenID Connect: an issuer found by discovery, and who it vouches for by an id_token that is checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic, time
from typing import Any
from urllib.parse import urlsplit

from authlib.integrations.httpx_client import AsyncOAuth2Client

from loops_tenants.id_token import Keys
from loops_tenants.oauth import NAMELESS, Leaving, fetched
from loops_tenants.persons import Known
from loops_tenants.sign_in_errors import TokenRefused

WELL_KNOWN = "/.well-known/openid-configuration"
BELIEVED = 300.0  # seconds that an issuer's document and keys are believed
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class BadIssuer(ValueError):
    """Its document is not that of an issuer, or of another one."""


@dataclass
class Issuer:
    """What an issuer says of itself (OpenID Connect Discovery 1.0, 3), and with what it signs."""

    document: Mapping[str, Any]
    until: float
    keys: Keys | None = None

    @property
    def name(self) -> str:
        return str(self.document["issuer"])


class OpenIdConnect:
    """One issuer's, for one client: what it said is remembered here, and for nobody else."""

    scope = "openid email profile"

    def __init__(self, provider: str, issuer: str) -> None:
        self._provider = provider
        self._issuer = issuer
        self._found: Issuer | None = None

    async def address(self, client: AsyncOAuth2Client, leaving: Leaving) -> str:
        issuer = await self._discovered(client)
        url, _ = client.create_authorization_url(
            issuer.document["authorization_endpoint"],
            state=leaving.state,
            nonce=leaving.nonce,
            code_verifier=leaving.verifier,
        )
        return str(url)

    async def who(self, client: AsyncOAuth2Client, leaving: Leaving, answer: Mapping[str, str]) -> Known:
        issuer = await self._discovered(client)
        if answer.get("iss", issuer.name) != issuer.name:  # RFC 9207
            raise TokenRefused("issuer")
        client.token_endpoint_auth_method = how_we_prove_ourselves(issuer.document)
        token = await client.fetch_token(
            issuer.document["token_endpoint"], code=answer["code"], code_verifier=leaving.verifier
        )
        claims = await self._proved(client, issuer, token.get("id_token"), leaving.nonce)
        return self._known(issuer, await with_profile(client, issuer, claims))

    async def _proved(self, client: AsyncOAuth2Client, issuer: Issuer, token: object, nonce: str) -> dict[str, Any]:
        """The claims of an id_token. A key that is not known yet may be a new one: the issuer is asked once more."""
        if not isinstance(token, str):
            raise TokenRefused("missing")
        if (keys := issuer.keys) is None or not keys.knows(token):
            issuer.keys = keys = Keys(await fetched(client, issuer.document["jwks_uri"]))
        return keys.proved(token, issuer=issuer.name, client_id=client.client_id, nonce=nonce, now=time())

    def _known(self, issuer: Issuer, claims: Mapping[str, Any]) -> Known:
        """An address that the issuer has not verified is anybody's word, and is not kept."""
        email = text(claims.get("email")) if claims.get("email_verified") in (True, "true") else None
        name = text(claims.get("name")) or text(claims.get("preferred_username")) or (email or "").partition("@")[0]
        return Known(self._provider, issuer.name, claims["sub"], name or NAMELESS, email)

    async def _discovered(self, client: AsyncOAuth2Client) -> Issuer:
        if self._found is None or monotonic() > self._found.until:
            document = await fetched(client, self._issuer.rstrip("/") + WELL_KNOWN)
            refuse_strange(document, self._issuer)
            self._found = Issuer(document, monotonic() + BELIEVED)
        return self._found


def refuse_strange(document: Mapping[str, Any], issuer: str) -> None:
    """Else another issuer could speak for this one, or send people who knows where."""
    if str(document.get("issuer", "")).rstrip("/") != issuer.rstrip("/"):
        raise BadIssuer(f"{issuer} says that it is {document.get('issuer')!r}")
    schemes = ("https",) if issuer.startswith("https:") else ("https", "http")
    for name in (*NEEDED, *(["userinfo_endpoint"] if "userinfo_endpoint" in document else [])):
        if urlsplit(str(document.get(name, ""))).scheme not in schemes:
            raise BadIssuer(f"{issuer} has no {name} that can be called: {document.get(name)!r}")


def how_we_prove_ourselves(document: Mapping[str, Any]) -> str:
    """To the token endpoint: as it says, by a header unless it takes none."""
    methods = document.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    return "client_secret_post" if "client_secret_basic" not in methods else "client_secret_basic"


async def with_profile(client: AsyncOAuth2Client, issuer: Issuer, claims: dict[str, Any]) -> dict[str, Any]:
    """Name and address too, which many issuers tell at their userinfo endpoint alone (OpenID Connect Core 1.0, 5.3)."""
    url = issuer.document.get("userinfo_endpoint")
    if url is None or ("email" in claims and "name" in claims):
        return claims
    profile: dict[str, Any] = await fetched(client, url, own=True)
    if profile.get("sub") != claims["sub"]:
        raise TokenRefused("subject")
    return profile | claims


def text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
