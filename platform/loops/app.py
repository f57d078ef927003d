"""The application, put together."""

from collections.abc import AsyncGenerator
from typing import Any

from quart import Quart, has_request_context, request

import loops_tenants
from loops import answers, db, errors, http
from loops.api import api, headers, openapi
from loops.settings import Settings


class App(Quart):
    def log_exception(self, exception_info: Any) -> None:
        """By its route: a path holds ids."""
        about = f"{request.method} {request.url_rule}" if has_request_context() else "Work beside the requests"
        self.logger.error("%s failed (%s)", about, http.request_id(), exc_info=exception_info)


def create_app(settings: Settings | None = None) -> Quart:
    settings = settings or Settings.load()
    app = App("loops", static_folder=None)
    http.init_app(app)
    answers.init_app(app)
    errors.init_app(app)
    headers.init_app(app)
    loops_tenants.init_app(app, domain=settings.apex, scheme=settings.link_scheme)
    app.register_blueprint(api)
    openapi.init_app(app)

    @app.while_serving
    async def database() -> AsyncGenerator[None]:
        async with db.connected(settings.database_url, pool_size=settings.pool_size, name="loops web"):
            yield

    return app
