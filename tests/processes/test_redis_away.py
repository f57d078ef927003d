"""A Redis that is not there, or hangs, holds up neither writes nor a stop."""

import socket
from collections.abc import Callable, Iterator

import pytest

from processes.harness import Serve, free_port
from processes.people import Load

MakeServe = Callable[..., Serve]


@pytest.fixture
def black_hole() -> Iterator[str]:
    """It takes connections and answers nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture
def full_hole() -> Iterator[str]:
    """Its queue is full: not even a connection is to be had."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        address = listener.getsockname()
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(address)
        yield f"redis://127.0.0.1:{address[1]}"
        for filler in fillers:
            filler.close()


def writes_are_answered(serve: Serve) -> None:
    """So many in so little time that none can have waited for Redis."""
    with Load(serve, people=8) as load:
        load.more(150)
    assert set(load.accepted) <= serve.posts()


def test_a_redis_that_hangs(make_serve: MakeServe, black_hole: str) -> None:
    serve = make_serve(LOOPS_REDIS_URL=black_hole).start()
    writes_are_answered(serve)
    assert serve.stop() == 0


@pytest.mark.slow
def test_a_redis_that_refuses(make_serve: MakeServe) -> None:
    writes_are_answered(make_serve(LOOPS_REDIS_URL=f"redis://127.0.0.1:{free_port()}").start())


@pytest.mark.slow
def test_a_redis_that_takes_no_connections(make_serve: MakeServe, full_hole: str) -> None:
    writes_are_answered(make_serve(LOOPS_REDIS_URL=full_hole).start())


@pytest.mark.slow
def test_a_redis_that_stands_still_and_comes_back(serve: Serve) -> None:
    valkey = serve.find("valkey-server")
    valkey.suspend()
    writes_are_answered(serve)
    valkey.resume()
    writes_are_answered(serve)
