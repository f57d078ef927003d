"""An application that breaks in a way of one's choice."""

from typing import NoReturn

from pydantic import SecretStr
from quart import Quart
from quart.typing import TestClientProtocol

from conftest import DOMAIN
from loops.app import create_app
from loops.settings import Settings

APEX = {"Host": DOMAIN}


def broken_by(error: Exception) -> TestClientProtocol:
    return broken_app(error).test_client()


def broken_app(error: Exception) -> Quart:
    """Whose routes /api/v1/broken and /broken raise it. It has no database, and needs none for that."""

    async def broken() -> NoReturn:
        raise error

    app = create_app(Settings(database_url="postgresql:///nowhere", domain=DOMAIN, secret_key=SecretStr("0" * 32)))
    for path in ("/api/v1/broken", "/broken"):
        app.add_url_rule(path, path, broken)
    return app
