"""Signing in by a provider (OAuth 2, RFC 6749 and 7636): out to it, and back with somebody whom it vouches for."""

import asyncio
import hmac
import logging
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol
from uuid import UUID

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc.errors import JoseError

from loops_tenants import one_time, tokens
from loops_tenants.errors import Refused
from loops_tenants.persons import Known
from loops_tenants.scope import system_transaction
from loops_tenants.sign_in_errors import Cancelled, CodeUnknown, ProviderAway, SignInRefused

log = logging.getLogger(__name__)

LIFE = 600  # seconds that somebody may take at the provider's
DEADLINE = 10.0  # seconds for all that a provider is asked on somebody's way
NAMELESS = "Somebody"
# What an answer makes of our own code that is JSON of any shape, as deep as it likes.
MISSHAPEN = (TypeError, KeyError, AttributeError, RecursionError)
# `Refused` is the guard's, of an address that nothing is sent to.
FAULTS = (
    *(httpx2.HTTPError, httpx2.InvalidURL, AuthlibBaseError, JoseError, TimeoutError, ValueError, Refused),
    *MISSHAPEN,
)
Transport = httpx2.AsyncBaseTransport
Way = Callable[[], AbstractAsyncContextManager[Transport | None]]


def straight() -> AbstractAsyncContextManager[Transport | None]:
    """How a provider is called that whoever runs the installation chose: as httpx does by itself."""
    return nullcontext()


@dataclass(frozen=True)
class Leaving:
    """What is known of a sign-in while somebody is away: all of it kept here, and no more than its digests sent."""

    state: str
    verifier: str
    nonce: str


class Language(Protocol):
    """What a provider speaks: OpenID Connect, or a dialect of its own."""

    scope: str

    async def address(self, client: AsyncOAuth2Client, leaving: Leaving) -> str:
        """Where the browser is sent."""

    async def who(self, client: AsyncOAuth2Client, leaving: Leaving, answer: Mapping[str, str]) -> Known:
        """Who came back, by the query that they brought."""


@dataclass(frozen=True)
class Provider:
    """`key` is its word in paths, `name` what its button says."""

    key: str
    name: str
    client_id: str
    client_secret: str = field(repr=False)
    language: Language
    way: Way = straight

    @asynccontextmanager
    async def client(self, back: str) -> AsyncIterator[AsyncOAuth2Client]:
        """To ask it with; `back` is where it sends people. What it does wrong is told to the log alone."""
        try:
            async with asyncio.timeout(DEADLINE), self.way() as transport, self._client(back, transport) as client:
                yield client
        except SignInRefused:
            raise
        except FAULTS as fault:
            log.warning("signing in by %s failed: %r", self.key, fault, exc_info=isinstance(fault, MISSHAPEN))
            raise ProviderAway from fault

    def _client(self, back: str, transport: Transport | None) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            self.client_id,
            self.client_secret,
            scope=self.language.scope,
            redirect_uri=back,
            code_challenge_method="S256",
            transport=transport,
            verify=authorities(),
            timeout=DEADLINE,
        )


@cache
def authorities() -> ssl.SSLContext:
    """Whom we believe who a provider is: this machine's, read once, which takes some hundredths of a second."""
    return httpx2.create_ssl_context()


async def leave(provider: Provider, back: str, *, at: UUID | None, cookie: str, onward: Mapping[str, str]) -> str:
    """The provider's address for this browser. `at` is the tenant of the host it comes back to, null at the apex."""
    verifier, nonce = tokens.mint(), tokens.mint()
    data = {"provider": provider.key, "verifier": verifier, "nonce": nonce, "onward": dict(onward)}
    async with system_transaction():
        state = await one_time.made("state", seconds=LIFE, tenant_id=at, browser=tokens.digest(cookie), data=data)
    async with provider.client(back) as client:
        return await provider.language.address(client, Leaving(state, verifier, nonce))


async def come_back(
    provider: Provider, back: str, answer: Mapping[str, str], *, at: UUID | None, cookie: str
) -> tuple[Known, dict[str, str]]:
    """Who came, and what was said as they left. The state is used up, whatever comes of it."""
    state = answer.get("state", "")
    data: dict[str, Any] = await one_time.taken("state", state, tenant_id=at, cookie=cookie)
    if not hmac.compare_digest(data["provider"], provider.key):
        raise CodeUnknown  # one provider's answer, brought to another's door
    if "error" in answer or "code" not in answer:
        log.info("signing in by %s: %.200r", provider.key, answer.get("error"))
        raise Cancelled
    async with provider.client(back) as client:
        leaving = Leaving(state, data["verifier"], data["nonce"])
        return await provider.language.who(client, leaving, answer), data["onward"]


class Unexpected(ValueError):
    """An answer that is not what was asked for."""


async def fetched(client: AsyncOAuth2Client, url: str, *, own: bool = False, kind: type = dict) -> Any:
    """Its JSON, a `kind`; `own`: asked with the access token of who signs in."""
    answer = await client.request("GET", url, withhold_token=not own, headers={"Accept": "application/json"})
    if answer.status_code != 200 or not isinstance(found := answer.json(), kind):
        raise Unexpected(f"{url} answers {answer.status_code}, or no JSON {kind.__name__}")
    return found
