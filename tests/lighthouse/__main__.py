"""make lighthouse: what Lighthouse says of a board, on a `loops serve` of its own; writes docs/lighthouse.md."""

import asyncio
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from browsing.board import Board
from browsing.conftest import program
from browsing.furnishing import furnish
from node_packages import node_packages
from processes.harness import Serve

HERE = Path(__file__).parent
RESULTS = HERE.parents[1] / "docs" / "lighthouse.md"
PATHS = ("/", "/posts/{busy}", "/roadmap", "/changelog", "/new", "/developers")
FORMS = {"mobile": [], "desktop": ["--preset=desktop"]}
KINDS = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3  # of each
TRIES = 3  # a trace that could not be recorded is "run Lighthouse again"
PATIENCE = 180  # seconds for one run


@dataclass(frozen=True)
class Said:
    """`lcp` in seconds. `missing` are the checks that a page did not pass, performance's own figures aside."""

    scores: list[int]
    lcp: float
    cls: float
    version: str
    missing: list[str]


def main() -> None:
    try:
        lighthouse = node_packages(HERE) / "node_modules/lighthouse/cli/index.js"
        chromium = program()
    except pytest.skip.Exception as reason:
        sys.exit(f"make lighthouse: {reason}")
    with Serve() as serve:
        board = asyncio.run(Board.founded(serve.start(), "acme", "Acme"))
        rows = list(table(board, vars(furnish(board)), lighthouse, chromium))
    browser = subprocess.run([chromium, "--version"], capture_output=True, text=True).stdout.strip()
    RESULTS.write_text(page(rows, browser))
    print(f"written to {RESULTS.name}")


def table(board: Board, ids: dict[str, str], lighthouse: Path, chromium: str) -> Iterator[tuple[str, str, Said]]:
    for path in PATHS:
        for form, words in FORMS.items():
            said = asked(lighthouse, chromium, board.home + path.format(**ids), words)
            name = path.format(busy="…")
            print(name, form, *said.scores, f"LCP {said.lcp:.2f} s, CLS {said.cls:.3f}", *said.missing, flush=True)
            yield name, form, said


def asked(lighthouse: Path, chromium: str, url: str, words: list[str]) -> Said:
    """The middle one of several, as Lighthouse advises: one alone says as much of what else the machine had to do."""
    said = [once(lighthouse, chromium, url, words) for _ in range(RUNS)]
    return sorted(said, key=lambda one: one.lcp)[RUNS // 2]


def once(lighthouse: Path, chromium: str, url: str, words: list[str]) -> Said:
    switches = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
    command = ["node", str(lighthouse), url, "--output=json", "--quiet", f"--chrome-flags={switches}", *words]
    environment = os.environ | {"CHROME_PATH": chromium}
    for _ in range(TRIES):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE)
        if done.returncode == 0:
            return read(json.loads(done.stdout))
    sys.exit(f"make lighthouse: {done.stderr}")


def read(report: dict[str, Any]) -> Said:
    audits, categories = report["audits"], report["categories"]
    named = [one["id"] for kind in KINDS[1:] for one in categories[kind]["auditRefs"] if one["weight"]]
    return Said(
        scores=[round(100 * categories[kind]["score"]) for kind in KINDS],
        lcp=audits["largest-contentful-paint"]["numericValue"] / 1000,
        cls=audits["cumulative-layout-shift"]["numericValue"],
        version=report["lighthouseVersion"],
        missing=[name for name in named if audits[name]["score"] not in (None, 1)],
    )


def page(rows: list[tuple[str, str, Said]], browser: str) -> str:
    return "\n".join([*HEAD.format(**surroundings(rows[0][2], browser)).splitlines(), *map(line, rows), ""])


def surroundings(said: Said, browser: str) -> dict[str, object]:
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    return {"day": datetime.now(UTC).date(), "version": said.version, "browser": browser, "machine": machine}


def line(row: tuple[str, str, Said]) -> str:
    path, form, said = row
    scores = " | ".join(map(str, said.scores))
    missing = ", ".join(f"`{name}`" for name in said.missing) or "-"
    return f"| `{path}` | {form} | {scores} | {said.lcp:.2f} s | {said.cls:.3f} | {missing} |"


HEAD = """\
# Lighthouse

What [Lighthouse](https://developer.chrome.com/docs/lighthouse) {version} says of a board with 28 ideas, one of them
with more than 50 comments, in {browser}: `make lighthouse` of {day}, on
{machine}. The mobile form is Lighthouse's own: a phone four times slower than this machine, on slow 4G. Of
three runs of each the middle one by its LCP is told.

The aims: performance 95 or more, everything else 100, the largest part painted within 1.2 s, on the phone too, and next
to nothing that moves while a page loads (CLS 0.02 at most). `/new` asks search engines to pass it over, for it is a
form; that is all that it lacks (`is-crawlable`, `meta-description`).

| page | form | performance | accessibility | best practices | SEO | LCP | CLS | not passed |
|---|---|---|---|---|---|---|---|---|"""

if __name__ == "__main__":
    main()
