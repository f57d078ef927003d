import pytest
from granian.server import Server

from conftest import settings
from loops.locales import LANGUAGES
from loops.pages.files import FILES
from loops.pages.templating import templates
from loops.pages.warming import FIRST
from loops.processes import web


def test_web_workers_find_ready_what_the_first_pages_are_made_with(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = list[bool]()

    def serve(*_: object, **__: object) -> None:
        """Here the workers would be forked."""
        ready.extend("packed" in vars(file) for file in FILES)
        compiled = [templates(language).cache or {} for language in LANGUAGES.values()]
        ready.extend(any(name == template for _, name in cache) for cache in compiled for template in FIRST)

    templates.cache_clear()
    for file in FILES:
        vars(file).pop("packed", None)
    monkeypatch.setattr(Server, "serve", serve)
    web.serve_web(settings(database))
    assert ready
    assert all(ready)
