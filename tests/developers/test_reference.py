"""The REST reference says what the OpenAPI document does."""

from typing import Any

import pytest
from quart import Quart

from loops_tenants.models import Tenant
from pages.reading import HERE, Read, read
from visitor import visit


async def document(app: Quart) -> Any:
    return (await visit(app, "/openapi.json", HERE)).json


async def calls(app: Quart) -> list[tuple[str, str, Any]]:
    paths = (await document(app))["paths"]
    return [(method.upper(), path, one) for path, methods in paths.items() for method, one in methods.items()]


async def of(app: Quart, resource: str) -> str:
    return " ".join((await read(app, f"/developers/reference/{resource}")).text.split())


async def test_every_call_is_listed_and_leads_to_what_is_said_of_it(app: Quart, acme: Tenant) -> None:
    index = await read(app, "/developers/reference")
    pages: dict[str, Read] = {}
    for method, path, one in await calls(app):
        (tag,), id = one["tags"], one["operationId"]
        assert f"{method} {path} {one['x-scope']}" in index.text
        assert f"/developers/reference/{tag}#{id}" in index.links()
        url = f"/developers/reference/{tag}"
        page = pages[url] = pages.get(url) or await read(app, url)
        assert id in [attrs.get("id") for _, attrs in page.elements]


async def test_each_call_says_all_that_it_can_answer(app: Quart, acme: Tenant) -> None:
    found = await calls(app)
    said = {tag: await of(app, tag) for tag in {one["tags"][0] for _, _, one in found}}
    for _, _, one in found:
        assert " ".join(one["responses"]) in said[one["tags"][0]], one["operationId"]


async def test_the_guide_leads_to_every_resource(app: Quart, acme: Tenant) -> None:
    links = (await read(app, "/developers")).links()
    assert {f"/developers/reference/{tag['name']}" for tag in (await document(app))["tags"]} <= set(links)
    assert {"/developers/reference", "/openapi.json"} <= set(links)


async def test_what_a_call_takes_is_said_with_its_limits(app: Quart, acme: Tenant) -> None:
    posts = await of(app, "posts")
    assert "title required string 3–140" in posts
    assert "description string ≤ 10000 | null" in posts
    assert 'sort "new" | "top" | "trending" | "old" in the query' in posts
    assert "limit integer ≥ 1 in the query" in posts
    assert "id required uuid in the path" in posts
    assert "Scope: admin. A person's role needs posts.moderate." in posts


async def test_what_a_call_answers_is_said(app: Quart, acme: Tenant) -> None:
    assert "posts [PostJson] total integer" in await of(app, "posts")
    assert "Body: image/png" in await of(app, "logo")


@pytest.mark.parametrize("name", ["nothing", "Posts", "%00", "a%2Fb"])
async def test_what_is_no_resource_is_not_found(app: Quart, acme: Tenant, name: str) -> None:
    assert (await visit(app, f"/developers/reference/{name}", HERE)).status == 404
