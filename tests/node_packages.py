"""What a package.json of the tests names, installed once for all runs: npm's packages, in a folder of their own."""

import fcntl
import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

ISSUER = Path(__file__).parent / "issuer"
LISTS = ("package.json", "package-lock.json")
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "loops-tests"
PATIENCE = 100  # seconds that npm may take
OLDEST = 20  # that oidc-provider runs on


def node_packages(named_in: Path = ISSUER) -> Path:
    """The folder that node_modules is in. Where there is no node or no way to a registry, the test is skipped."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not on this machine")
    if (version := major()) < OLDEST:
        pytest.skip(f"node is {version} on this machine, and {named_in} needs {OLDEST}")
    digest = sha256(b"".join((named_in / name).read_bytes() for name in LISTS)).hexdigest()[:16]
    folder = CACHE / f"{named_in.name}-{digest}"
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "installed").exists():
            install(named_in, folder)
            (folder / "installed").touch()
    return folder


def major() -> int:
    said = subprocess.run(["node", "--version"], check=True, capture_output=True, text=True).stdout
    return int(said.removeprefix("v").partition(".")[0])


def install(named_in: Path, folder: Path) -> None:
    for name in LISTS:
        shutil.copy(named_in / name, folder)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=PATIENCE)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        pytest.skip(f"npm could not install what {named_in} names: {error}")
    for large in (folder / "node_modules/@octokit/openapi/generated").glob("*.json"):
        if large.name != "api.github.com.json":  # the others are 370 MB of GitHub's other products
            large.unlink()
