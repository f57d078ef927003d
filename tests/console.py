"""The console script `loops`, run as whoever runs Loops does: in a process of its own, in a folder of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

SECRET_KEY = "a secret key of the tests' own, of some length"
LOOPS = [sys.executable, "-m", "loops.cli"]


class Done(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """All of stdout, which is one document."""
        assert self.code == 0, self
        return json.loads(self.out)


@dataclass(frozen=True)
class Console:
    folder: Path
    settings: dict[str, str]

    def __call__(self, *words: str, **settings: str) -> Done:
        """Runs to its end; `settings` are LOOPS_* beside those it has."""
        done = subprocess.run([*LOOPS, *words], **self.started_with(settings), capture_output=True, text=True)
        return Done(done.returncode, done.stdout, done.stderr)

    def start(self, *words: str, **streams: Any) -> subprocess.Popen[str]:
        return subprocess.Popen([*LOOPS, *words], **self.started_with({}), text=True, **streams)

    def refused(self, *words: str, **settings: str) -> str:
        """The one line that says why."""
        done = self(*words, **settings)
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1), done
        return done.err

    def started_with(self, settings: dict[str, str]) -> dict[str, Any]:
        others = {name: value for name, value in os.environ.items() if not name.startswith("LOOPS_")}
        ours = {f"LOOPS_{name}": value for name, value in (self.settings | settings).items()}
        return {"cwd": self.folder, "env": others | ours, "stdin": subprocess.DEVNULL}
