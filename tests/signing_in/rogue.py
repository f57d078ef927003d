"""An OpenID Connect issuer that signs whatever a test tells it to: real HTTP, real keys, wrong claims."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from time import time
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import orjson
from aiohttp import web
from joserfc import jwt
from joserfc.jwk import Key, RSAKey

from signing_in.issuer import CLIENT_ID

CODE = "a code"


@cache
def rsa(name: str, which: int = 0) -> RSAKey:
    """Made once each, as it takes its time."""
    return RSAKey.generate_key(2048, {"kid": name})


@dataclass
class Rogue:
    """`claims` replace those of an honest token (None: left out), `header` its header, `key` signs it.

    `published` are the keys that it shows, unless `shown_keys` are set; `document` is added to what it says of itself;
    `calls` are its paths that were asked; `forged` gives what comes in the token's place.
    """

    url: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=lambda: {"alg": "RS256", "kid": "first"})
    key: Key = field(default_factory=lambda: rsa("first"))
    published: list[Key] = field(default_factory=list)
    document: dict[str, Any] = field(default_factory=dict)
    profile: dict[str, Any] | None = None
    calls: list[str] = field(default_factory=list)
    nonce: str = ""
    shown_keys: object = ...
    forged: Callable[["Rogue"], object] | None = None

    def __post_init__(self) -> None:
        self.published = [self.key]

    @property
    def pem(self) -> bytes:
        """What everybody knows of its key."""
        assert isinstance(self.key, RSAKey)
        return self.key.as_pem(private=False)

    def says(self) -> dict[str, Any]:
        ends = {"authorization_endpoint": "auth", "token_endpoint": "token", "jwks_uri": "keys"}
        more = {"userinfo_endpoint": f"{self.url}/me"} if self.profile else {}
        return {
            "issuer": self.url,
            **{name: f"{self.url}/{path}" for name, path in ends.items()},
            **more,
            **self.document,
        }

    def token(self) -> str:
        now = int(time())
        honest = {"iss": self.url, "aud": CLIENT_ID, "sub": "ada", "iat": now, "exp": now + 60, "nonce": self.nonce}
        claims = honest | {"name": "Ada", "email": "ada@acme.example", "email_verified": True} | self.claims
        told = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(self.header, told, self.key, algorithms=[self.header["alg"]])

    async def answer(self, request: web.Request) -> web.Response:
        self.calls.append(request.path)
        if request.path == "/token":
            token = self.forged(self) if self.forged else self.token()
            return web.json_response({"access_token": "x", "token_type": "Bearer", "id_token": token})
        if request.path == "/keys":
            keys = [key.as_dict(private=False) for key in self.published]
            return web.json_response({"keys": keys if self.shown_keys is ... else self.shown_keys})
        return web.json_response(self.profile if request.path == "/me" else self.says())

    def agrees(self, asked: str) -> str:
        """Where the browser that was sent to `asked` is sent back to."""
        query = {name: value for name, (value,) in parse_qs(urlsplit(asked).query).items()}
        self.nonce = query["nonce"]
        return f"{query['redirect_uri']}?{urlencode({'code': CODE, 'state': query['state']})}"


@asynccontextmanager
async def listening(rogue: Rogue) -> AsyncIterator[Rogue]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", rogue.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    rogue.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield rogue
    finally:
        await runner.cleanup()


def by_hand(rogue: Rogue, algorithm: str, secret: bytes = b"") -> str:
    """The honest token, under another header: signed by HMAC with a secret, or without one by nobody."""
    claims = rogue.token().split(".")[1]
    signed = f"{part(orjson.dumps({'alg': algorithm, 'kid': 'first'}))}.{claims}"
    return f"{signed}.{part(hmac.digest(secret, signed.encode(), 'sha256')) if secret else ''}"


def part(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")
