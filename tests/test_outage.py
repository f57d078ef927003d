"""PostgreSQL goes, and comes back: 503 meanwhile, and nothing has to be restarted."""

import json
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from time import monotonic, sleep
from typing import Any

import asyncpg
import pytest

from conftest import DOMAIN
from loops import db
from loops_tenants import keys, memory
from postgres import Cluster, cluster
from serving import served

SEED = """
WITH tenant AS (INSERT INTO tenants (slug, name) VALUES ('acme', 'Acme') RETURNING id),
status AS (INSERT INTO statuses (tenant_id, key, name, color, position) SELECT id, 'open', '', '', 0 FROM tenant)
INSERT INTO api_keys (tenant_id, kind, hash, scopes) SELECT id, 'secret', $1, '{admin}' FROM tenant"""


@dataclass
class Installation:
    database: Cluster
    port: int
    key: str

    def call(self, method: str, body: object = None) -> tuple[HTTPResponse, Any]:
        headers = {"Host": f"acme.{DOMAIN}", "Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(method, "/api/v1/posts", json.dumps(body) if body else None, headers)
            answer = connection.getresponse()
            return answer, json.load(answer)

    def status(self) -> int:
        return self.call("GET")[0].status


@pytest.fixture
async def installation() -> AsyncIterator[Installation]:
    with cluster() as database:
        await db.migrate(database.url)
        key = keys.mint("secret")
        seeding = await asyncpg.connect(**db.credentials(database.url))
        await seeding.execute(SEED, keys.digest(key))
        await seeding.close()
        with served(database.url) as port:
            yield Installation(database, port, key)


async def test_an_outage_is_503_and_ends_by_itself(installation: Installation) -> None:
    assert installation.call("POST", {"title": "Before"})[0].status == 201
    installation.database.stop()
    for_a_while = monotonic() + 2 * memory.BELIEVED  # with what is remembered, and without
    while monotonic() < for_a_while:
        for method, body in (("GET", None), ("POST", {"title": "Meanwhile"})):
            answer, said = installation.call(method, body)
            assert (answer.status, said["error"]["code"], answer.headers["Retry-After"]) == (503, "unavailable", "1")
        sleep(0.05)
    installation.database.start()
    assert until_it_serves(installation) == {200, 503}
    assert installation.call("POST", {"title": "After"})[0].status == 201
    _, page = installation.call("GET")
    assert [post["title"] for post in page["posts"]] == ["After", "Before"]


def until_it_serves(installation: Installation) -> set[int]:
    """What it answered until it did."""
    deadline, seen = monotonic() + 30, {503}
    while 200 not in seen:
        assert monotonic() < deadline
        seen.add(installation.status())
        sleep(0.05)
    return seen
