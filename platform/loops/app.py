"""The application, put together."""

from collections.abc import AsyncGenerator
from secrets import token_hex

from quart import Quart, Response

import loops_tenants
from loops import answers, db, errors
from loops.api import api
from loops.api.openapi import document
from loops.http import WholeRequest
from loops.settings import Settings

BODY_LIMIT = 256 * 1024


def create_app(settings: Settings | None = None) -> Quart:
    settings = settings or Settings.load()
    app = Quart("loops", static_folder=None)
    app.asgi_http_class = WholeRequest
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    answers.init_app(app)
    errors.init_app(app)
    loops_tenants.init_app(app, domain=settings.apex, scheme=settings.link_scheme)
    app.register_blueprint(api)
    app.add_url_rule("/openapi.json", view_func=document)
    app.after_request(numbered)

    @app.while_serving
    async def database() -> AsyncGenerator[None]:
        async with db.connected(settings.database_url, pool_size=settings.pool_size, name="loops web"):
            yield

    return app


async def numbered(response: Response) -> Response:
    response.headers["X-Request-Id"] = token_hex(8)
    return response
