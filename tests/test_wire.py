"""What only a real socket shows: bodies that are refused before they are sent, and answers without one."""

import asyncio
import socket
from collections.abc import Iterator

import pytest

from caller import Caller
from serving import served
from test_isolation import PNG

JSON = b"Content-Type: application/json\r\n"
LOGO = b"Content-Type: image/png\r\nTransfer-Encoding: chunked\r\n"
CHUNK = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"


@pytest.fixture(scope="module")
def server(database: str) -> Iterator[int]:
    with served(database) as port:
        yield port


@pytest.fixture
async def port(server: int, ada: Caller) -> int:
    """Of a server that knows ada: for half a second it may believe in the acme of the test before."""
    async with asyncio.timeout(30):
        while b" 401 " in said(server, ada, b"GET /api/v1/statuses")[0]:
            await asyncio.sleep(0.05)
    return server


def said(port: int, caller: Caller, line: bytes, headers: bytes = b"", body: bytes = b"") -> tuple[bytes, bytes]:
    """The head of the answer in lower case, and its body."""
    own = "".join(f"{name}: {value}\r\n" for name, value in caller.headers.items()).encode()
    with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
        client.sendall(line + b" HTTP/1.1\r\nConnection: close\r\n" + own + headers + b"\r\n" + body)
        answer = b"".join(iter(lambda: client.recv(65_536), b""))
    head, _, rest = answer.partition(b"\r\n\r\n")
    return head.lower(), rest


async def test_a_body_that_says_it_is_too_large_is_not_waited_for(port: int, ada: Caller) -> None:
    head, body = said(port, ada, b"POST /api/v1/posts", JSON + b"Content-Length: 10000000\r\n")
    assert b" 413 " in head.splitlines()[0]
    assert b"payload_too_large" in body


async def test_one_that_does_not_say_so_is_refused_as_soon_as_it_is(port: int, ada: Caller) -> None:
    unended = CHUNK * 5  # what would end it is never sent
    head, body = said(port, ada, b"POST /api/v1/posts", JSON + b"Transfer-Encoding: chunked\r\n", unended)
    assert b" 413 " in head.splitlines()[0]
    assert b"payload_too_large" in body


async def test_a_logo_may_be_larger_than_any_other_body(port: int, ada: Caller) -> None:
    begun = hex(len(PNG))[2:].encode() + b"\r\n" + PNG + b"\r\n"
    for chunks, end, status in ((7, b"0\r\n\r\n", b" 200 "), (9, b"", b" 413 ")):
        head, body = said(port, ada, b"PUT /api/v1/tenant/logo", LOGO, begun + CHUNK * chunks + end)
        assert (status in head.splitlines()[0], b"512 KiB" in body) == (True, status == b" 413 "), body
    head, body = said(port, ada, b"PUT /api/v1/tenant/logo", b"Content-Type: image/png\r\nContent-Length: 524289\r\n")
    assert (b" 413 " in head.splitlines()[0], b"512 KiB" in body) == (True, True)


async def test_a_body_in_pieces_is_read(port: int, ada: Caller) -> None:
    pieces = b'9\r\n{"title":\r\ne\r\n"Dark \\ud83d"}\r\n0\r\n\r\n'
    head, body = said(port, ada, b"POST /api/v1/posts", JSON + b"Transfer-Encoding: chunked\r\n", pieces)
    assert b" 201 " in head.splitlines()[0]
    assert "Dark \ufffd".encode() in body


async def test_a_body_that_ends_in_no_piece_is_refused_though_it_makes_sense(port: int, ada: Caller) -> None:
    pieces = b'16\r\n{"title": "Dark mode"}\r\nzzz\r\n'
    head, body = said(port, ada, b"POST /api/v1/posts", JSON + b"Transfer-Encoding: chunked\r\n", pieces)
    assert (b" 400 " in head.splitlines()[0], b'"bad_request"' in body) == (True, True)


async def test_head_says_how_long_the_answer_would_be(port: int, ada: Caller) -> None:
    whole, head = (said(port, ada, method + b" /api/v1/statuses") for method in (b"GET", b"HEAD"))
    assert f"content-length: {len(whole[1])}".encode() in head[0]
    assert head[1] == b""


async def test_what_has_no_body_says_nothing_of_one(port: int, ada: Caller) -> None:
    post = await ada.post()
    deleted = said(port, ada, f"DELETE /api/v1/posts/{post['id']}".encode())
    unchanged = said(port, ada, b"GET /api/v1/statuses", b"If-None-Match: *\r\n")
    for (head, body), status in ((deleted, b" 204 "), (unchanged, b" 304 ")):
        assert (status in head.splitlines()[0], body) == (True, b"")
        assert b"content-" not in head


@pytest.mark.parametrize("query", [b"?tag=\xc3\xbc", b"?tag=%ff", b"?%ff=%fe", b"?tag=\xc3\xbc&q=%00"])
async def test_a_query_of_any_bytes_is_answered_in_json(port: int, ada: Caller, query: bytes) -> None:
    head, body = said(port, ada, b"GET /api/v1/posts" + query)
    assert b"content-type: application/json" in head
    assert body.startswith(b'{"error"' if b"%00" in query else b'{"posts"')
