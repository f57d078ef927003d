"""Domains as their owners set them up, on a name server of the test's own."""

from typing import Any, cast

from quart import Quart

from caller import Caller
from name_server import NameServer
from visitor import Got, visit

IDEAS = "ideas.example"


def names(app: Quart) -> NameServer:
    return cast(NameServer, app.extensions["names"])


async def claim(by: Caller, domain: str = IDEAS) -> Any:
    answer = await by("POST", "/domains", {"domain": domain})
    assert answer.status == 201, answer.json
    return answer.json


def publish(app: Quart, *domains: Any) -> None:
    """The records of all of them, and no others."""
    names(app).texts.clear()
    for domain in domains:
        names(app).texts.setdefault(domain["record"]["name"], []).append(domain["record"]["value"])


async def verify(by: Caller, domain: Any) -> Any:
    answer = await by("POST", f"/domains/{domain['id']}/verify")
    assert answer.status == 200
    return answer.json


async def verified(app: Quart, by: Caller, domain: str = IDEAS) -> Any:
    """A domain that is claimed, published and verified."""
    claimed = await claim(by, domain)
    publish(app, claimed)
    found = await verify(by, claimed)
    assert (found["verified"], found["problem"]) == (True, None)
    return found


async def shown(by: Caller, domain: Any) -> Any:
    return (await by("GET", f"/domains/{domain['id']}")).json


async def at(app: Quart, host: str, path: str = "/") -> Got:
    return await visit(app, path, ("Host", host))


async def asked_for_tls(app: Quart, domain: str) -> int:
    return (await visit(app, f"/tls-ask?domain={domain}")).status
