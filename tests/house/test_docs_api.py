import re
from collections.abc import Iterator

from quart import Quart

from house.pages import text
from loops.errors import CODES
from loops_tenants.errors import Refused

PAGE = text("docs/api.md")
CALL = re.compile(r"`(GET|POST|PUT|PATCH|DELETE) (/[\w/:-]+)")


def test_the_page_shows_every_call_and_no_other(app: Quart) -> None:
    assert set(CALL.findall(PAGE)) == set(calls(app))


def calls(app: Quart) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/v1/"):
            path = re.sub(r"<(?:\w+:)?(\w+)>", r":\1", rule.rule.removeprefix("/api/v1"))
            yield from ((method, path) for method in (rule.methods or set()) - {"HEAD", "OPTIONS"})


def test_the_page_shows_every_error_code_that_the_code_knows() -> None:
    table = PAGE.partition("## Errors")[2].partition("## ")[0]
    assert set(codes(Refused)) | set(CODES.values()) <= set(re.findall(r"`(\w+)`", table))


def codes(kind: type[Refused]) -> Iterator[str]:
    yield kind.code
    for narrower in kind.__subclasses__():
        yield from codes(narrower)
