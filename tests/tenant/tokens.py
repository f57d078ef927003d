"""Identity tokens as a tenant's own server makes them, and as nobody should."""

import base64
import hmac
import json
import time
from typing import Any

from caller import Caller

HOUR = 3600


def part(value: object) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def signed(secret: str, payload: object, header: object = None, digest: str = "sha256") -> str:
    """By hand (RFC 7515, 3.1), so that anything can be signed."""
    head = f"{part({'alg': 'HS256', 'typ': 'JWT'} if header is None else header)}.{part(payload)}"
    return f"{head}.{part(hmac.digest(secret.encode(), head.encode(), digest))}"


def claims(sub: object = "bob", exp: object = None, **more: object) -> dict[str, object]:
    return {"sub": sub, "exp": time.time() + HOUR if exp is None else exp, **more}


def token(secret: str, *given: object, **more: object) -> str:
    return signed(secret, claims(*given, **more))


async def secret_of(ada: Caller) -> str:
    return str((await ada("GET", "/tenant")).json["identity_secret"])


def proving(caller: Caller, made: str) -> Caller:
    """The same key, with a token in the place of a claim."""
    headers = {name: value for name, value in caller.headers.items() if name != "X-Loop-External-User"}
    return Caller(caller.client, headers | {"X-Loop-Identity": made})


async def refused(caller: Caller, made: str) -> Any:
    """What is said of a token that is not believed."""
    answer = await proving(caller, made)("GET", "/posts")
    assert (answer.status, answer.code) == (401, "unauthorized"), made
    return answer.json["error"]["message"]
