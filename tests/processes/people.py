"""What people do to a server: post without end, and hang up without a word."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator

from processes.founding import KEY
from processes.harness import Serve, until

BODY = b'{"title": "Dark mode"}'
POST = b"\r\n".join(
    [
        b"POST /api/v1/posts HTTP/1.1",
        b"Host: localhost",
        b"Authorization: Bearer " + KEY.encode(),
        b"Content-Type: application/json",
        b"Content-Length: %d" % len(BODY),
        b"",
        BODY,
    ]
)


class Load:
    """`accepted` are the ids that were answered 201."""

    def __init__(self, serve: Serve, people: int = 2) -> None:
        self.serve = serve
        self.accepted: list[str] = []
        self._stop = threading.Event()
        self._people = [threading.Thread(target=self._post) for _ in range(people)]

    def __enter__(self) -> "Load":
        for person in self._people:
            person.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        for person in self._people:
            person.join()

    def more(self, count: int = 20) -> None:
        """Until so many more were accepted."""
        have = len(self.accepted)
        until(lambda: len(self.accepted) >= have + count)

    def _post(self) -> None:
        while not self._stop.wait(0.02):
            status, answer = self.serve.post()
            if status == 201:
                self.accepted.append(answer["id"])


@contextlib.contextmanager
def raw(port: int) -> Iterator[socket.socket]:
    """Somebody who posts, and then resets the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.sendall(POST)
        yield client
