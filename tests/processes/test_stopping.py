"""Everything ends when it is told to, and in time."""

import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from loops.processes import places
from loops.processes.web import REQUEST_GRACE
from processes.founding import KEY
from processes.harness import Serve, gone, living, until
from processes.people import raw


def test_a_stop_ends_everything_and_hands_the_port_and_the_folder_on_at_once(serve: Serve) -> None:
    stop(serve, signal.SIGINT)
    serve.start()
    assert serve.is_ready()
    stop(serve, signal.SIGHUP)
    assert "Traceback" not in serve.log()


def stop(serve: Serve, number: signal.Signals) -> None:
    everything = serve.all()
    assert serve.stop(number) == 0
    assert not living(everything)


def test_a_request_that_is_under_way_is_answered_before_the_stop(serve: Serve) -> None:
    everything = serve.all()
    assert serve.process
    with posts_locked(serve) as let_go, raw(serve.port) as client:
        until(lambda: serve.query(WAITING))
        serve.process.terminate()
        until(lambda: "Stopping worker-1" in serve.log())
        let_go()
        assert client.recv(4096).startswith(b"HTTP/1.1 ")  # a busy machine may have let the lock's time run out
    assert serve.stop() == 0
    assert not living(everything)


WAITING = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'loops web' AND wait_event_type = 'Lock'"


@contextmanager
def posts_locked(serve: Serve) -> Iterator[Callable[[], None]]:
    """Gives what ends it."""
    words = [str(places.postgres_program("psql")), "-Xq", "-d", serve.database_url]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as locker:
        assert locker.stdin
        assert locker.stdout
        locker.stdin.write(b"BEGIN; LOCK TABLE posts IN EXCLUSIVE MODE;\n\\echo held\n")
        locker.stdin.flush()
        assert locker.stdout.readline() == b"held\n"
        yield locker.stdin.close


def test_an_open_stream_holds_up_no_stop(serve: Serve) -> None:
    everything = serve.all()
    with listening(serve.port) as stream:
        began = time.monotonic()
        stop(serve, signal.SIGTERM)
        assert time.monotonic() - began < REQUEST_GRACE  # else Granian has waited for it, and cut it off
        assert ended(stream), "the stream was cut and not ended"
    assert not living(everything)


def listening(port: int) -> socket.socket:
    stream = socket.create_connection(("127.0.0.1", port), timeout=20)
    stream.sendall(b"GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n" % KEY.encode())
    heard = b""
    while b"retry: " not in heard:
        more = stream.recv(4096)
        assert more, heard
        heard += more
    return stream


def ended(stream: socket.socket) -> bool:
    return b"".join(iter(lambda: stream.recv(4096), b"")).endswith(b"0\r\n\r\n")


def test_a_stop_during_the_start_is_heard(make_serve: Callable[..., Serve]) -> None:
    stop_during_the_start(make_serve(), 0.6)


@pytest.mark.slow
@pytest.mark.parametrize("tenths", range(0, 24, 2))
def test_a_stop_at_any_moment_of_the_start_is_heard(make_serve: Callable[..., Serve], tenths: int) -> None:
    stop_during_the_start(make_serve(), tenths / 10)


def stop_during_the_start(serve: Serve, seconds: float) -> None:
    serve.launch()
    time.sleep(seconds)
    everything = serve.all()
    assert serve.stop() in (0, -signal.SIGTERM)  # minus: before Python was up
    assert gone(everything)
