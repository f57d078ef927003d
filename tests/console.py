"""The console script `loops`, run as whoever runs Loops does: in a process of its own, in a folder of its own."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from forking import Forker

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
    forker: Forker

    def __call__(self, *words: str, **settings: str) -> Done:
        """Runs to its end, forked to be there sooner; `settings` are LOOPS_* beside those it has."""
        with tempfile.TemporaryDirectory() as told:
            out, err = Path(told, "out"), Path(told, "err")
            code = self.forker.run(list(words), self.folder, self.environment(settings), out, err)
            return Done(code, out.read_text(), err.read_text())

    def start(self, *words: str, **streams: Any) -> subprocess.Popen[str]:
        """As from a shell."""
        return subprocess.Popen([*LOOPS, *words], **self.surroundings, text=True, **streams)

    def refused(self, *words: str, **settings: str) -> str:
        """The one line that says why."""
        done = self(*words, **settings)
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1), done
        return done.err

    @property
    def surroundings(self) -> dict[str, Any]:
        return {"cwd": self.folder, "env": self.environment({}), "stdin": subprocess.DEVNULL}

    def environment(self, settings: dict[str, str]) -> dict[str, str]:
        others = {name: value for name, value in os.environ.items() if not name.startswith("LOOPS_")}
        return others | {f"LOOPS_{name}": value for name, value in (self.settings | settings).items()}
