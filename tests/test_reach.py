import pytest

from loops.reach import Unreachable, credentials

FULL = "postgresql://ada:p%2Fss%40word@db.example.com:6432/loops?sslmode=verify-full"


def test_a_url_is_read_as_libpq_reads_it() -> None:
    assert credentials(FULL) == {
        "host": "db.example.com",
        "port": 6432,
        "user": "ada",
        "password": "p/ss@word",
        "database": "loops",
        "ssl": "verify-full",
    }


def test_a_socket_is_named_by_its_folder() -> None:
    to = credentials("postgresql://loops@/loops?host=/var/run/loops")
    assert (to["host"], to["password"], to["ssl"]) == ("/var/run/loops", None, None)


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (ConnectionRefusedError(111, "Connect call failed ('127.0.0.1', 5432)"), "(Connection refused)"),
        (TimeoutError(), "(no answer in time)"),
        (OSError("Multiple exceptions:\n[Errno 111] one, [Errno 111] two"), "(Multiple exceptions: [Errno 111] one"),
    ],
)
def test_why_there_is_no_connection_is_one_line_without_the_password(error: Exception, fault: str) -> None:
    said = str(Unreachable(FULL, error))
    assert said.startswith(f"the database db.example.com:6432/loops cannot be reached {fault}")
    assert "\n" not in said
    assert "p/ss" not in said
