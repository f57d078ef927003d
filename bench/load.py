"""Load on loopback, bounded in count and time, by `wrk`."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.request import Request, urlopen

SECONDS, CONNECTIONS = 3, 16
REPORT = """
done = function(summary, latency)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  local rate = summary.requests / summary.duration * 1e6
  io.write(string.format('\\n{"rate": %f, "p95": %f, "bad": %d}\\n', rate, latency:percentile(95) / 1000, bad))
end
"""
VOTES = """
local ids, prefix = {}, os.getenv("BENCH_PREFIX")
for id in io.lines(os.getenv("BENCH_IDS")) do ids[#ids + 1] = id end
math.randomseed(os.time())
request = function()
  local voter = '{"external_user_id":"' .. math.random(1e12) .. '"}'
  return wrk.format("POST", prefix .. "/posts/" .. ids[math.random(#ids)] .. "/vote", wrk.headers, voter)
end
"""


class Measured(NamedTuple):
    """Answers a second, and the 95th percentile of their latency in milliseconds."""

    rate: float
    p95: float


class LoadFailed(Exception):
    """The load could not be made, or was not answered well."""


@dataclass(frozen=True)
class Wrk:
    """Every answer must be good: any that is not 2xx or 3xx ends the benchmark. `work`: a folder for its scripts."""

    port: int
    host: str
    key: str
    work: Path

    def get(self, path: str, **headers: str) -> Measured:
        return self._run(path, REPORT, headers, {})

    def etag(self, path: str) -> str:
        request = Request(f"http://127.0.0.1:{self.port}{path}", headers=self._headers())
        with urlopen(request) as answer:
            return str(answer.headers["ETag"])

    def vote(self, prefix: str, ids: list[str]) -> Measured:
        (self.work / "ids").write_text("\n".join(ids))
        environment = {"BENCH_IDS": str(self.work / "ids"), "BENCH_PREFIX": prefix}
        return self._run("/", VOTES + REPORT, {"Content-Type": "application/json"}, environment)

    def _headers(self) -> dict[str, str]:
        return {"Host": self.host, "Authorization": f"Bearer {self.key}"}

    def _run(self, path: str, script: str, headers: dict[str, str], environment: dict[str, str]) -> Measured:
        if not (program := shutil.which("wrk")):
            raise LoadFailed("`make bench` needs wrk: install it (Debian: apt-get install wrk)")
        (self.work / "load.lua").write_text(script)
        words = [word for name, value in (self._headers() | headers).items() for word in ("-H", f"{name}: {value}")]
        command = [program, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(self.work / "load.lua"), *words]
        where = f"http://127.0.0.1:{self.port}{path}"
        said = subprocess.run(
            [*command, where], capture_output=True, text=True, check=True, env=os.environ | environment
        )
        found = json.loads(said.stdout.rstrip().rpartition("\n")[2])
        if found["bad"]:
            raise LoadFailed(f"{path}: {found['bad']} bad answers\n{said.stdout}")
        return Measured(found["rate"], found["p95"])
