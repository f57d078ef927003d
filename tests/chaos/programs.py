"""Programs that can be killed, stopped and started alone."""

import json
import os
import signal
import sys
import urllib.request
from pathlib import Path

from loops.processes import lifeline
from processes.harness import ROOT, free_port, until

PATHS = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}/platform:{ROOT}/tenants:{ROOT}/tests"}


class Process:
    """It does not outlive us, however we end."""

    def __init__(self, log: Path, *words: str | Path, **environment: str) -> None:
        self._words = [sys.executable, "-m", *words]
        self._environment = PATHS | environment
        self._log = log
        self.start()

    def start(self) -> None:
        self.child = lifeline.spawn(self._words, env=self._environment, log=self._log)

    def end(self, number: signal.Signals) -> None:
        self.child.send_signal(number)
        self.child.wait(30)


class Web(Process):
    def __init__(self, log: Path, **environment: str) -> None:
        self.port = free_port()
        super().__init__(log, "chaos.named", "web", **environment, LOOPS_PORT=str(self.port))

    def is_ready(self) -> bool:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)


class Receiver(Process):
    def __init__(self, home: Path) -> None:
        self.record, ports = home / "record", home / "ports"
        super().__init__(home / "receiver.log", "chaos.receiver", self.record, ports)
        self.port, self.names = until(lambda: ports.read_text().split())

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def trouble(self, *modes: str) -> None:
        asked = urllib.request.Request(self.url("/"), json.dumps(modes).encode(), method="PUT")
        urllib.request.urlopen(asked, timeout=10).close()
