"""What `loops serve` weighs when it idles, and how soon it answers when it is started again."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from installation import free_port

IDLE = 5.0  # seconds until a start has settled


def figures(folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """Lines of a table: figure, measured, aim."""
    port = free_port()
    environment = environment | {"LOOPS_DATA_DIR": str(folder / "idle"), "LOOPS_PORT": str(port), "LOOPS_DOMAIN": ""}
    first, weights = started(environment, port)
    again, _ = started(environment, port)
    yield f"`loops serve`, first start to the first answer | {first:.1f} s | -"
    yield f"`loops serve`, second start to the first answer | {again:.1f} s | ≤ 3 s"
    yield f"memory, idle: web worker (PSS) | {weights['web worker']:.0f} MB | ≤ 90 MB"
    yield f"memory, idle: worker (PSS) | {weights['worker']:.0f} MB | ≤ 90 MB"
    yield f"memory, idle: all of `loops serve` (PSS) | {sum(weights.values()):.0f} MB | ≤ 250 MB"


def started(environment: dict[str, str], port: int) -> tuple[float, dict[str, float]]:
    """Seconds to the first answer, and each process's share of memory once it idles."""
    began = time.monotonic()
    command = [sys.executable, "-m", "loops.cli", "serve"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as serve:
        while not answers(port):
            time.sleep(0.02)
        seconds = time.monotonic() - began
        time.sleep(IDLE)
        weights = dict(family(serve.pid))
        serve.terminate()
    return seconds, weights


def answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/readyz"):
            return True
    except (URLError, OSError):
        return False


def family(pid: int, name: str = "supervisor") -> Iterator[tuple[str, float]]:
    yield name if name != "postgres" else f"postgres {pid}", pss(pid)
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield from family(int(child), named(int(child), name))


def named(pid: int, parent: str) -> str:
    title = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    if parent == "web":
        return "web worker"
    for name, mark in (
        ("web", "loops web"),
        ("worker", "loops worker"),
        ("postgres", "postgres"),
        ("valkey", "valkey"),
    ):
        if mark in title:
            return name
    return f"{parent}'s child {pid}"


def pss(pid: int) -> float:
    """A process's proportional share of memory, in MB."""
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
    return int(found[1]) * 1024 / 1e6 if found else 0.0
