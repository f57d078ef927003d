"""Whether the web may listen where it is to."""

import contextlib
import errno
import socket
import time


class NoPort(Exception):
    """The web cannot listen there; the message says what to do."""


def refuse_taken(host: str, port: int, patience: float = 1.0) -> None:
    """Granian binds with SO_REUSEPORT: a second server would start, and silently take half the requests."""
    deadline = time.monotonic() + patience
    while True:
        try:
            return _bind(address(host), port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                raise NoPort(_remedy(error, host, port)) from error
        time.sleep(0.1)


def address(host: str) -> str:
    """Granian takes no names."""
    try:
        return str(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0])
    except OSError as error:
        raise NoPort(_remedy(error, host, 0)) from error


def _bind(host: str, port: int) -> None:
    with contextlib.closing(socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))


def _remedy(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is in use: stop what listens there, or set LOOPS_PORT (--port) to another"
    if error.errno == errno.EACCES:
        return f"port {port} is not for ordinary users: set LOOPS_PORT (--port) to 1024 or more"
    return f"{host} is no address of this machine ({error.strerror}): mend LOOPS_HOST (--host)"
