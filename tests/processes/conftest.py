"""Every test has servers of its own, or only looks at the shared ones; what it starts is ended."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from processes.harness import Serve


@pytest.fixture(scope="session")
def founded() -> Iterator[Path]:
    """A data folder to copy: starting from it takes half the time of a first start."""
    with Serve() as serve:
        yield serve.found().data


@pytest.fixture
def make_serve(founded: Path) -> Iterator[Callable[..., Serve]]:
    with ExitStack() as made:
        yield lambda begin=founded, **options: made.enter_context(Serve(begin, **options))


@pytest.fixture
def serve(make_serve: Callable[..., Serve]) -> Serve:
    return make_serve().start()


@pytest.fixture(scope="session")
def looked_at(founded: Path) -> Iterator[Serve]:
    """One that runs, for tests that leave it as it is."""
    with Serve(founded) as serve:
        serve.home.chmod(0o755)
        yield serve.start()
