"""`python bench [--rounds N]` measures, prints, and writes results.md; README.md says what each row is."""

import argparse
import asyncio
import os
import platform
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path

import answers
import deliveries
import footprint
import latency
import open_streams
from installation import Installation, installed
from load import CONNECTIONS, SECONDS, Wrk
from rows import Row

HERE = Path(__file__).parent
SIZES = (10_000, 1_000, 100_000)  # posts of a board, each with ten votes
CROWD = 999  # more tenants


def main() -> None:
    parser = argparse.ArgumentParser(prog="python bench", description="Measures Loops beside references in one run.")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each row; their median counts")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="loops-bench-") as folder, installed(Path(folder) / "data") as home:
        lines = [*head(rounds), *rows(home, Path(folder), rounds), *figures(home, Path(folder))]
    (HERE / "results.md").write_text("\n".join([*lines, ""]))


def head(rounds: int) -> Iterator[str]:
    said = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=HERE)
    commit = said.stdout.strip()
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    yield "# Results"
    yield ""
    yield f"`make bench` of {date.today()} at commit {commit}, on {machine}. Each row is the median of"
    yield f"{rounds} turns of {SECONDS} s by `wrk` with {CONNECTIONS} connections, ours and the reference in turn, on"
    yield "one server process."
    yield ""
    yield from told("| what | reference | aim | ratio | rate | reference's | p95 |")
    yield from told("|---|---|---|---|---|---|---|")


def rows(home: Installation, work: Path, rounds: int) -> Iterator[str]:
    board, small, large = [asyncio.run(home.board(posts, 10 * posts)) for posts in SIZES]
    asyncio.run(home.fetch("CHECKPOINT"))  # what was made is on the disk before anything is measured
    with home.server(board) as port:
        callers = [Wrk(port, one.host, one.key, work) for one in (board, small, large)]
        yield from results(answers.lists(callers[0]), rounds)
        yield from results(answers.pages(callers[0], board.posts), rounds)
        yield from results(answers.votes(callers[0], board.posts), rounds)
        yield from results(answers.sizes(*callers[1:]), rounds)
        home.loops("demo", "--tenants", str(CROWD), "--posts", "20", "--votes", "40")
        yield from results(answers.crowd(callers[0]), rounds)


def results(made: Iterable[Row], rounds: int) -> Iterator[str]:
    for row in made:
        yield from told(f"| {row.measured(rounds)} |")


def figures(home: Installation, work: Path) -> Iterator[str]:
    yield from told("")
    yield from told("| figure | measured | aim |")
    yield from told("|---|---|---|")
    parts = deliveries.figures(home), latency.figures(home), open_streams.figures(home)
    for figure in chain(*parts, footprint.figures(work, home.environment)):
        yield from told(f"| {figure} |")


def told(line: str) -> Iterator[str]:
    """Said at once, and kept for the file."""
    print(line, flush=True)
    yield line


if __name__ == "__main__":
    main()
