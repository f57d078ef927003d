"""The steps of a request that are left out where nobody waits at them, and what is remembered of a path."""

from typing import cast

import pytest
import werkzeug.routing
from blinker import Signal
from quart import Quart, has_app_context, has_request_context

from broken import APEX, broken_app
from caller import Caller
from loops.dispatch import WATCHED_BY, App

PATHS = ("/healthz", "/broken")


@pytest.fixture
def lonely() -> Quart:
    """An application of which only /healthz is well."""
    return broken_app(ZeroDivisionError())


@pytest.mark.parametrize("signal", WATCHED_BY, ids=lambda signal: signal.name)
async def test_who_listens_to_a_signal_is_sent_it(lonely: Quart, signal: Signal) -> None:
    heard = []

    async def hear(sender: Quart, **_: object) -> None:
        heard.append(sender)

    with signal.connected_to(hear, lonely):
        await lonely.test_client().get("/healthz")
    await lonely.test_client().get("/healthz")
    assert heard == [lonely]


@pytest.mark.parametrize("path", PATHS)
async def test_what_is_to_be_torn_down_is(lonely: Quart, path: str) -> None:
    torn = []

    @lonely.teardown_request
    async def request(_: BaseException | None) -> None:
        torn.append("request")

    @lonely.teardown_appcontext
    async def context(_: BaseException | None) -> None:
        torn.append("context")

    await lonely.test_client().get(path, headers=APEX)
    assert torn == ["request", "context"]


@pytest.mark.parametrize("path", PATHS)
async def test_nothing_of_a_request_is_left_behind(lonely: Quart, path: str) -> None:
    async with lonely.test_request_context(path, headers=APEX) as context:
        request = context.request
    await lonely.handle_request(request)
    assert (has_request_context(), has_app_context()) == (False, False)


async def test_a_path_that_is_remembered_is_so_for_its_method(ada: Caller) -> None:
    for _ in range(2):
        assert (await ada("GET", "/posts")).status == 200
        assert (await ada("DELETE", "/posts")).status == 405
        assert (await ada("POST", "/posts", {"title": "Dark mode"})).status == 201


async def test_a_path_that_holds_an_id_is_not_remembered(app: Quart, ada: Caller) -> None:
    post = await ada.post()
    await ada("GET", f"/posts/{post['id']}")
    paths = {path for _, path in cast(App, app).straight_to}
    assert "/api/v1/posts" in paths
    assert not [path for path in paths if post["id"] in path]


def test_an_application_is_there_without_the_code_that_builds_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(werkzeug.routing.Rule, "_compile_builder", pytest.fail)
    assert [*broken_app(ZeroDivisionError()).url_map.iter_rules()]


def test_a_path_is_built_for_who_asks(lonely: Quart) -> None:
    lonely.add_url_rule("/things/<int:id>", "things", defaults={"way": "up"})
    paths = lonely.url_map.bind(APEX["Host"])
    for _ in range(2):
        assert paths.build("things", {"id": 7, "q": "a b"}) == "/things/7?q=a+b"
        assert paths.build("things", {"id": 7, "q": "a b"}, append_unknown=False) == "/things/7"
