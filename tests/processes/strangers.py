"""Servers that are not ours: a PostgreSQL and a Redis as an operator has them, behind a port and a password."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loops.processes import places
from postgres import server_user
from processes.harness import free_port, until

DEBIAN = Path("/usr/lib/postgresql/15/bin")
SUPERUSER = "root_of_it"
PASSWORD = "p/ss w#rd"
QUOTED = "p%2Fss%20w%23rd"


@contextmanager
def postgres() -> Iterator[int]:
    """Debian's 15 where it is installed, else the wheel's. Gives its port."""
    home, owner, port = Path(tempfile.mkdtemp(prefix="loops-pg-")), server_user(), free_port()
    (home / "password").write_text(PASSWORD)
    for path in (home, home / "password"):
        shutil.chown(path, owner["user"], owner.get("group"))
    program = DEBIAN if DEBIAN.exists() else places.postgres_program("postgres").parent
    words = ["-D", f"{home}/data", "-U", SUPERUSER, "-A", "scram-sha-256", f"--pwfile={home}/password", "-E", "UTF8"]
    subprocess.run([program / "initdb", *words], cwd="/", check=True, stdout=subprocess.DEVNULL, **owner)
    words = ["-D", f"{home}/data", "-p", str(port), "-k", str(home), "-h", "127.0.0.1", "-F"]
    with subprocess.Popen([program / "postgres", *words], cwd="/", stderr=subprocess.DEVNULL, **owner) as server:
        until(lambda: "ready" in (home / "data/postmaster.pid").read_text())
        yield port
        server.terminate()
    shutil.rmtree(home)


@contextmanager
def redis() -> Iterator[str]:
    """Its URL."""
    port, program = free_port(), shutil.which("redis-server") or places.valkey_program()
    assert program
    words = ["--port", str(port), "--bind", "127.0.0.1", "--requirepass", "hush", "--save", ""]
    with subprocess.Popen([program, *words], cwd="/tmp", stdout=subprocess.DEVNULL) as server:
        yield f"redis://:hush@127.0.0.1:{port}/0"
        server.terminate()
