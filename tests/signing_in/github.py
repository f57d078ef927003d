"""A stand-in for GitHub's OAuth and user endpoints: its answers are held against GitHub's own description."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlencode

import orjson
from aiohttp import web
from openapi_schema_validator import OAS30Validator

from node_packages import node_packages

CLIENT_ID, CLIENT_SECRET, CODE, TOKEN = "Iv1.loops", "a secret that GitHub and Loops share", "a code", "gho_token"
DESCRIBED = "node_modules/@octokit/openapi/generated/api.github.com.json"


@dataclass
class GitHub:
    """`user` and `emails` are set beside, or in place of, what the description's own examples say."""

    url: str = ""
    user: dict[str, Any] = field(default_factory=lambda: {"id": 583231, "login": "ada", "name": "Ada Lovelace"})
    emails: list[dict[str, Any]] | None = None
    asked: dict[str, str] = field(default_factory=dict)

    async def authorize(self, request: web.Request) -> web.Response:
        """Whoever comes has agreed."""
        self.asked = dict(request.query)
        back = urlencode({"code": CODE, "state": self.asked["state"]})
        raise web.HTTPFound(f"{self.asked['redirect_uri']}?{back}")

    async def access_token(self, request: web.Request) -> web.Response:
        given = await request.post()
        proof = hashlib.sha256(str(given.get("code_verifier")).encode()).digest()
        challenge = urlsafe_b64encode(proof).decode().rstrip("=")
        client = given.get("client_id"), given.get("client_secret")
        if client != (CLIENT_ID, CLIENT_SECRET):
            return web.json_response({"error": "incorrect_client_credentials"})
        if given.get("code") != CODE or challenge != self.asked["code_challenge"]:
            return web.json_response({"error": "bad_verification_code"})  # with 200, as GitHub does
        assert request.headers["Accept"] == "application/json"
        return web.json_response({"access_token": TOKEN, "scope": "user:email", "token_type": "bearer"})

    async def shown_user(self, request: web.Request) -> web.Response:
        return answered(request, "/user", example("/user") | {"user_view_type": "private"} | self.user)

    async def shown_emails(self, request: web.Request) -> web.Response:
        return answered(request, "/user/emails", example("/user/emails") if self.emails is None else self.emails)


def answered(request: web.Request, path: str, answer: Any) -> web.Response:
    if request.headers.get("Authorization") != f"Bearer {TOKEN}":
        return web.json_response({"message": "Bad credentials"}, status=401)
    schema = described(path)["schema"] | {"components": description()["components"]}
    OAS30Validator(schema).validate(answer)
    return web.json_response(answer)


def example(path: str) -> Any:
    """The first one that the description gives."""
    found = next(iter(described(path)["examples"].values()))
    name = found.get("$ref", "").rpartition("/")[2]
    return (description()["components"]["examples"][name] if name else found)["value"]


def described(path: str) -> dict[str, Any]:
    content = description()["paths"][path]["get"]["responses"]["200"]["content"]
    return dict(content["application/json"])


@cache
def description() -> dict[str, Any]:
    return dict(orjson.loads((node_packages() / DESCRIBED).read_bytes()))


@asynccontextmanager
async def listening(github: GitHub) -> AsyncIterator[GitHub]:
    app = web.Application()
    app.router.add_get("/login/oauth/authorize", github.authorize)
    app.router.add_post("/login/oauth/access_token", github.access_token)
    app.router.add_get("/api/v3/user", github.shown_user)
    app.router.add_get("/api/v3/user/emails", github.shown_emails)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    github.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield github
    finally:
        await runner.cleanup()
