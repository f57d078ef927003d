import pytest
from quart import Quart

from browser import Browser


@pytest.fixture
def browser(app: Quart) -> Browser:
    return Browser(app)
