"""How Quart takes a request through its steps, but for those at which nobody waits."""

from collections.abc import Callable
from functools import cache, partial
from operator import attrgetter
from typing import Any, cast

from quart import Quart, Request, has_request_context, request, signals
from quart.ctx import RequestContext
from quart.globals import _cv_app, _cv_request
from quart.routing import QuartRule
from quart.typing import ResponseTypes

from loops.http import request_id

Builder = Callable[..., tuple[str, str]]

WATCHED_BY = (
    signals.appcontext_pushed,
    signals.request_started,
    signals.request_finished,
    signals.request_tearing_down,
    signals.appcontext_tearing_down,
    signals.appcontext_popped,
)


class Rule(QuartRule):
    """Without the code that builds its path, which Werkzeug compiles twice and nobody here asks for: an application
    is there in a quarter of the time."""

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        made = cache(partial(super()._compile_builder, append_unknown))
        return lambda rule, **values: made()(rule, **values)


class App(Quart):
    url_rule_class = Rule

    def __init__(self, *given: Any, **named: Any) -> None:
        self._awaitable: dict[Any, Any] = {}
        self.straight_to: dict[tuple[str, str], QuartRule] = {}
        super().__init__(*given, **named)

    def ensure_async(self, func: Any) -> Any:
        """What Quart asks of each function, nine times a request, has one answer for as long as we live."""
        if func not in self._awaitable:
            self._awaitable[func] = super().ensure_async(func)
        return self._awaitable[func]

    def request_context(self, request: Request) -> RequestContext:
        return Context(self, request)

    async def handle_request(self, request: Request) -> ResponseTypes:
        """Without Quart's six signals, its session and its tearing down, where nobody has asked for them: a list is
        answered in nine tenths of the time."""
        if self.is_watched() or request.scope.get("_quart._preserve_context"):
            return await super().handle_request(request)
        context = self.request_context(request)
        tokens = _cv_request.set(context), _cv_app.set(self.app_context())
        try:
            context.match_request()
            return await self.carry_out(context)
        except Exception as error:
            return await self.handle_exception(error)
        finally:
            await request.close()
            _cv_app.reset(tokens[1])
            _cv_request.reset(tokens[0])

    def is_watched(self) -> bool:
        torn_down = *self.teardown_request_funcs.values(), self.teardown_appcontext_funcs
        return any(torn_down) or any(map(attrgetter("receivers"), WATCHED_BY))

    async def carry_out(self, context: RequestContext) -> ResponseTypes:
        try:
            result: Any = await self.preprocess_request(context)
            if result is None:
                result = await self.dispatch_request(context)
        except Exception as error:
            result = await self.handle_user_exception(error)
        return await self.process_response(await self.make_response(result), context)

    def log_exception(self, exception_info: Any) -> None:
        """By its route: a path holds ids."""
        if has_request_context():
            about = f"{request.method} {request.url_rule} failed ({request_id()})"
        else:
            about = "Work beside the requests failed"
        self.logger.error("%s", about, exc_info=exception_info)


class Context(RequestContext):
    """It remembers the routes that are one path each, as a list's is, so that werkzeug need not walk its tree."""

    def match_request(self) -> None:
        request, known = self.request, cast(App, self.app).straight_to
        place = request.method, request.path
        if place in known:
            request.url_rule, request.view_args = known[place], {}
        else:
            super().match_request()
            if request.url_rule and not request.url_rule.arguments:
                known[place] = request.url_rule
