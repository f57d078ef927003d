"""A request's headers, as they came."""

from typing import cast

from hypercorn.typing import HTTPScope

from loops.sent import SentHeaders


def sent(*headers: tuple[bytes, bytes]) -> SentHeaders:
    return SentHeaders(cast(HTTPScope, {"client": ("192.0.2.1", 4711), "headers": headers}))


def test_a_header_is_found_however_it_is_written() -> None:
    headers = sent((b"origin", b"https://a.test"), (b"x-loop-external-user", "Ayşe".encode()))
    assert (headers.get("Origin"), headers["ORIGIN"], "origin" in headers) == ("https://a.test",) * 2 + (True,)
    assert headers["X-Loop-External-User"].encode("latin-1").decode() == "Ayşe"


def test_one_that_was_not_sent_is_missing() -> None:
    headers = sent((b"origin", b"https://a.test"))
    assert (headers.get("Authorization"), headers.get("Authorization", ""), "Authorization" in headers) == (
        None,
        "",
        False,
    )
    assert headers.get("Content-Length", type=int) is None


def test_of_one_that_was_sent_twice_the_first_counts() -> None:
    headers = sent((b"if-none-match", b'"a"'), (b"if-none-match", b'"b"'))
    assert (headers.get("If-None-Match"), headers.getlist("If-None-Match")) == ('"a"', ['"a"', '"b"'])


def test_nobody_says_where_they_come_from() -> None:
    assert sent((b"remote-addr", b"127.0.0.1"))["Remote-Addr"] == "192.0.2.1"
