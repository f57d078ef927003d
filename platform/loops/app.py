"""The application, put together."""

from collections.abc import AsyncGenerator
from functools import lru_cache, partial

from quart import Quart

import loops_tenants
from loops import answers, db, errors, health, http, limits, redis
from loops.api import api, headers, openapi
from loops.dispatch import App
from loops.models import identity_secret
from loops.outbound import Guard
from loops.outbound.records import Records
from loops.pages import routes as pages
from loops.providers import providers
from loops.recognition import recognise
from loops.safe import Safe
from loops.seal import Seal
from loops.settings import Settings
from loops.streaming.feed import Streams, feeding
from loops_tenants import visitor_cookie, visitors
from loops_tenants.hosts import Hosts
from loops_tenants.proxies import Proxies


def create_app(settings: Settings | None = None) -> Quart:
    settings = settings or Settings.load()
    app = App("loops", static_folder=None)
    http.init_app(app)
    answers.init_app(app)
    errors.init_app(app)
    headers.init_app(app)
    loops_tenants.init_app(app, hosts(settings))
    health.init_app(app, redis_is_set=bool(settings.redis_url))
    limits.init_app(app, counted := limits.Limits(settings))
    app.extensions |= {"guard": Guard.of(settings), "safe": (safe := Safe.of(settings))}
    app.extensions["streams"] = (streams := Streams(settings.limit_streams, settings.limit_streams_of_address))
    app.extensions |= {"records": Records(), "signup": settings.signup}
    visitors.init_app(app.extensions, partial(identity_secret.opened, safe))
    visitor_cookie.init_app(app.extensions, recognise, partial(Seal.of(settings).on, "visitor"))
    app.register_blueprint(api)
    openapi.init_app(app, apex=settings.home)
    pages.init_app(app, lists_boards=settings.embedded, providers=providers(settings))

    @app.while_serving
    async def connections() -> AsyncGenerator[None]:
        database = db.connected(settings.database_url, pool_size=settings.pool_size, name="loops web", everywhere=True)
        feed = feeding(streams, settings.redis_url)
        async with database, feed, redis.connected(settings.redis_url) as hints, limits.settling(counted, hints):
            yield

    return app


def hosts(settings: Settings) -> Hosts:
    proxies = Proxies(settings.trusted_proxies)
    return Hosts(settings.home, lru_cache(settings.home_of), settings.single_tenant, settings.embedded, proxies)
