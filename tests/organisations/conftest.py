import pytest
from quart import Quart

from browser import Browser
from loops_tenants.models import Tenant
from people import person, sign_browser_in


@pytest.fixture
async def browser(app: Quart, acme: Tenant) -> Browser:
    """Ada's, who is acme's owner and signed in at its host."""
    made = Browser(app)
    await sign_browser_in(made, await person("Ada", of=acme), acme)
    return made
