"""What is left, and what is lost, when a process is killed."""

import time
from collections.abc import Callable

import psutil
import pytest

from processes.harness import Serve, gone, living, until
from processes.people import Load

VICTIMS = ["web", "web worker", "worker", "postgres", "valkey-server"]


def test_kill_9_of_serve_leaves_no_process_and_the_next_start_finds_its_data(serve: Serve) -> None:
    with Load(serve) as load:
        load.more()
        everything = serve.all()
        assert len(everything) > 8
        serve.kill()
        serve.start()
        load.more()
    assert gone(everything)
    assert set(load.accepted) <= serve.posts()


def test_whatever_is_killed_is_healed_and_nothing_accepted_is_lost(serve: Serve) -> None:
    with Load(serve) as load:
        for victim in VICTIMS:
            load.more()
            kill_and_wait(serve, victim)
        load.more()
    assert set(load.accepted) <= serve.posts()


@pytest.mark.slow
@pytest.mark.parametrize("victim", VICTIMS)
def test_one_that_is_killed_again_and_again_is_healed(serve: Serve, victim: str) -> None:
    with Load(serve) as load:
        for _ in range(4):
            load.more()
            kill_and_wait(serve, victim)
        load.more()
    assert set(load.accepted) <= serve.posts()


def kill_and_wait(serve: Serve, victim: str) -> None:
    old = serve.find(victim)
    old.kill()
    until(lambda: is_healed(serve, victim, old))


def is_healed(serve: Serve, victim: str, old: psutil.Process) -> bool:
    return serve.find(victim) != old and serve.is_ready()


def test_a_child_that_hangs_does_not_outlive_its_parent(serve: Serve) -> None:
    web, worker = serve.find("web"), serve.find("web worker")
    worker.suspend()
    web.kill()
    assert gone([worker])
    until(lambda: serve.find("web worker") != worker)
    everything = serve.all()
    for name in ("web", "web worker", "worker", "valkey-server"):
        serve.find(name).suspend()
    serve.kill()
    assert gone(everything)


@pytest.mark.slow
def test_a_postgres_that_hangs_is_ended_before_the_next_start_touches_its_data(serve: Serve) -> None:
    accepted = {serve.post()[1]["id"]}
    hanging = serve.find("postgres")
    hanging.suspend()
    serve.kill()
    serve.start()
    assert not living([hanging])
    assert accepted <= serve.posts()


@pytest.mark.slow
def test_a_killed_first_start_is_no_hindrance(make_serve: Callable[..., Serve]) -> None:
    """Killed at ten moments, the making of the database among them."""
    serve = make_serve(None)
    for tenth in range(10):
        serve.launch()
        time.sleep(tenth / 10)
        family = serve.all()
        serve.kill()
        assert gone(family)
    assert serve.start().answers()
