"""What the docs tell to type at the API is sent, as it stands there."""

import shlex
from argparse import ArgumentParser
from string import Template
from urllib.parse import urlsplit

import pytest
from quart import Quart
from quart.testing.utils import sentinel

from caller import Caller
from hosts.dns import verified
from house.pages import commands, text
from test_isolation import PNG

CURL = ArgumentParser(prog="curl", exit_on_error=False)
CURL.add_argument("-X", dest="method")
CURL.add_argument("-H", dest="headers", action="append", default=[])
CURL.add_argument("-d", dest="data")
CURL.add_argument("--data-binary", dest="file")
CURL.add_argument("-s", action="store_true")
CURL.add_argument("-N", action="store_true")
CURL.add_argument("url")


@pytest.mark.parametrize("page", ["README.md", "docs/api.md", "docs/identity.md", "docs/domains.md"])
async def test_every_curl_line_is_answered_2xx(app: Quart, ada: Caller, page: str) -> None:
    known = {"BOARD": "", "KEY": ada.headers["Authorization"].removeprefix("Bearer ")}
    told = [command for command in commands(text(page)) if command.startswith("curl ")]
    assert told
    for line in told:
        known |= {"POST": (await ada.post())["id"]}
        if "$COMMENT" in line:
            said = await ada("POST", f"/posts/{known['POST']}/comments", {"body": "Me too."})
            known |= {"COMMENT": said.json["id"]}
        if "$DUPLICATE" in line:
            known |= {"DUPLICATE": (await ada.post())["id"]}
        if "$WEBHOOK" in line or "$DELIVERY" in line:
            known |= {"WEBHOOK": (await ada("POST", "/webhooks", {"url": "http://127.0.0.1/"})).json["id"]}
            ping = (await ada("POST", f"/webhooks/{known['WEBHOOK']}/ping")).json
            known |= {"DELIVERY": ping["id"], "SINCE": ping["created_at"]}
        if "$ENTRY" in line:
            known |= {"ENTRY": (await ada("POST", "/changelog", {"title": "Dark mode"})).json["id"]}
        if "$DOMAIN" in line:
            known |= {"DOMAIN": (await verified(app, ada, f"{len(line)}.example"))["id"]}
        words = shlex.split(Template(line).substitute(known))
        assert await status(ada, words[1:]) in (200, 201, 202, 204), line


async def status(ada: Caller, words: list[str]) -> int:
    asked = CURL.parse_args(words)
    url = urlsplit(asked.url)
    headers = {"Host": ada.headers["Host"], **dict(header.split(": ", 1) for header in asked.headers)}
    answer = await ada.client.open(
        f"{url.path}?{url.query}",
        method=asked.method or ("POST" if asked.data else "GET"),
        headers=headers,
        data=PNG if asked.file else asked.data,
        json=sentinel,
    )
    return answer.status_code
