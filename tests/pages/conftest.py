import pytest
from quart import Quart

from browser import Browser
from loops_tenants.models import Tenant
from people import person, sign_browser_in


@pytest.fixture
def visitor(app: Quart, acme: Tenant) -> Browser:
    return Browser(app)


@pytest.fixture
async def team(app: Quart, acme: Tenant) -> Browser:
    """Of somebody who moderates acme's board."""
    made = Browser(app)
    await sign_browser_in(made, await person("Ada", of=acme, role="moderator"), acme)
    return made
