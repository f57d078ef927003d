"""What looks for something costs more than what shows a page, and is counted as a stranger's call of the API."""

from collections.abc import Callable

import pytest
from quart import Quart

from loops_tenants.models import Tenant
from pages.reading import HERE
from visitor import visit


@pytest.mark.parametrize("path", ["/?q=dark", "/new?title=Dark+mode", "/new/similar?title=Dark+mode"])
async def test_an_address_searches_no_oftener_than_by_the_api(
    serving: Callable[..., Quart], acme: Tenant, path: str
) -> None:
    app = serving(limit_reads=2)
    assert [(await visit(app, path, HERE)).status for _ in range(3)] == [200, 200, 429]
    assert (await visit(app, "/", HERE)).status == 200
    assert (await visit(app, path, HERE, peer="203.0.113.8")).status == 200
