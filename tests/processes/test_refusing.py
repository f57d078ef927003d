"""What keeps Loops from starting is said in one line that says what to do."""

import contextlib
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from processes.harness import Serve, free_port

MakeServe = Callable[..., Serve]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="root alone can do this")


def test_a_second_serve_in_the_same_folder(looked_at: Serve) -> None:
    said = looked_at.refused("serve", LOOPS_PORT=str(free_port()))
    assert said == f"another `loops` uses {looked_at.data}: stop it, or set another LOOPS_DATA_DIR\n"
    assert looked_at.is_ready()


@pytest.mark.parametrize("command", ["serve", "web"])
def test_a_second_server_on_the_same_port(looked_at: Serve, make_serve: MakeServe, command: str) -> None:
    said = make_serve(LOOPS_PORT=str(looked_at.port)).refused(command)
    assert said.startswith(f"port {looked_at.port} of 127.0.0.1 is in use: stop what listens there, or set LOOPS_PORT")
    assert looked_at.is_ready()


def test_a_port_that_a_stranger_holds(make_serve: MakeServe) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        port = str(stranger.getsockname()[1])
        assert make_serve().refused("serve", "--port", port).startswith(f"port {port} of 127.0.0.1 is in use")


def test_an_address_of_another_machine(make_serve: MakeServe) -> None:
    said = make_serve().refused("serve", "--host", "192.0.2.1")
    assert said.startswith("192.0.2.1 is no address of this machine")


def test_a_wrong_setting(make_serve: MakeServe) -> None:
    assert (
        make_serve().refused("serve", LOOPS_PROT="1") == "LOOPS_PROT is no setting of Loops: did you mean LOOPS_PORT?\n"
    )


@pytest.mark.parametrize("command", ["serve", "web", "worker"])
def test_a_database_that_is_not_there(make_serve: MakeServe, command: str) -> None:
    url = f"postgresql://loops:hush@127.0.0.1:{free_port()}/loops"
    said = make_serve().refused(command, LOOPS_DATABASE_URL=url, LOOPS_SECRET_KEY="k" * 32)
    assert said.startswith(f"the database {url.partition('@')[2]} cannot be reached (Connection refused): start it, or")
    assert "hush" not in said


def test_a_web_without_its_serve(make_serve: MakeServe) -> None:
    assert "cannot be reached (No such file or directory): start it (`loops serve` " in make_serve().refused("web")


def test_a_data_folder_that_cannot_be_made(make_serve: MakeServe) -> None:
    serve = make_serve(None)
    (serve.data).touch()
    said = serve.refused("serve")
    assert said == f"the data folder {serve.data} cannot be used (File exists): set another LOOPS_DATA_DIR\n"


def test_a_data_folder_of_somebody_else(make_serve: MakeServe) -> None:
    serve = make_serve()
    if os.geteuid() == 0:
        shutil.chown(serve.data / "postgres", "daemon")
        assert serve.refused("serve").endswith("(its database belongs to daemon): run Loops as daemon as before\n")
    else:
        (serve.data).chmod(0o500)
        assert "run Loops as the folder's owner" in serve.refused("serve")


@pytest.fixture
def small(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, with the options that the test names."""
    if subprocess.run(["mount", "-t", "tmpfs", "-o", request.param, "none", tmp_path], capture_output=True).returncode:
        pytest.skip("no file system may be mounted here")
    yield tmp_path
    subprocess.run(["umount", tmp_path], check=True)


@as_root
@pytest.mark.parametrize("small", ["size=64k", "size=100m", "nr_inodes=2", "nr_inodes=40"], indirect=True)
def test_a_disk_that_is_full_at_the_first_start(make_serve: MakeServe, small: Path) -> None:
    said = make_serve(None, LOOPS_DATA_DIR=f"{small}/data").refused("serve")
    assert said.startswith(f"the data folder {small}/data cannot be used (")
    assert said.endswith("): free some space, or set another LOOPS_DATA_DIR\n")


@as_root
@pytest.mark.parametrize("small", ["size=96m"], indirect=True)
def test_a_disk_that_is_full_at_a_later_start(make_serve: MakeServe, founded: Path, small: Path) -> None:
    subprocess.run(["cp", "-a", founded, small / "data"], check=True)
    with open(small / "rest", "wb") as rest, contextlib.suppress(OSError):
        while True:
            rest.write(bytes(64 * 1024))
    said = make_serve(LOOPS_DATA_DIR=f"{small}/data").refused("serve")
    assert said.endswith("(0 MiB are free, and 32 are needed): free some space, or set another LOOPS_DATA_DIR\n")
