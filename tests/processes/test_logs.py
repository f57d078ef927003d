from pathlib import Path

from loops.processes import logs


def test_a_log_is_emptied_under_its_writer_and_kept_once(tmp_path: Path) -> None:
    log = tmp_path / "postgres.log"
    with open(log, "ab", buffering=0) as writer:
        for letter in (b"a", b"b"):
            writer.write(letter * (logs.LIMIT + 1))
            logs.rotate(log)
        writer.write(b"more")
        logs.rotate(log)
    assert log.read_bytes() == b"more"
    assert (tmp_path / "postgres.log.1").read_bytes() == b"b" * (logs.LIMIT + 1)
    assert len(list(tmp_path.iterdir())) == 2


def test_what_is_said_of_a_failed_start_was_written_since(tmp_path: Path) -> None:
    log = tmp_path / "postgres.log"
    log.write_text("an old fault\n")
    since = logs.size(log)
    with open(log, "a") as writer:
        writer.write("one\ntwo\n")
    assert logs.tail(log, since) == "one | two"
