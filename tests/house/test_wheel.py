"""What is built from the repository: the wheel works where the checkout is not."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import asyncpg
import pytest

from house.pages import ROOT
from loops import db

ROOTS = ("platform", "tenants", "plugins", "widget", "admin_ui")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture
def installed(wheel: Path, tmp_path: Path) -> Path:
    with ZipFile(wheel) as packed:
        packed.extractall(tmp_path)
    return tmp_path


def test_the_wheel_has_all_code_and_all_migrations_and_nothing_else(wheel: Path) -> None:
    code = {file.relative_to(ROOT / top) for top in ROOTS for file in (ROOT / top).rglob("*") if is_code(file)}
    migrations = {"loops" / file.relative_to(ROOT) for file in (ROOT / "migrations").rglob("*.py")}
    packed = {Path(name) for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert packed == code | migrations
    assert {Path("loops/py.typed"), Path("loops_tenants/py.typed")} <= packed


def is_code(file: Path) -> bool:
    return file.is_file() and "__pycache__" not in file.parts


def test_from_the_wheel_alone_loops_says_its_version(installed: Path) -> None:
    assert run(installed, "--version").startswith("loops, version 0.")


async def test_from_the_wheel_alone_a_database_is_migrated(
    installed: Path, database: str, sql: asyncpg.Connection
) -> None:
    await sql.execute("CREATE DATABASE from_the_wheel")
    url = database.replace("/postgres?", "/from_the_wheel?")
    run(installed, "migrate", LOOPS_DATABASE_URL=url)
    migrated = await asyncpg.connect(**db.credentials(url))
    assert await migrated.fetchval("SELECT count(*) FROM aerich") == len(
        list(installed.glob("loops/migrations/*/*.py"))
    )
    await migrated.close()
    await sql.execute("DROP DATABASE from_the_wheel")


def run(installed: Path, *words: str, **settings: str) -> str:
    command = [sys.executable, "-m", "loops.cli", *words]
    environment = os.environ | settings | {"PYTHONPATH": str(installed)}
    done = subprocess.run(command, cwd=installed, env=environment, capture_output=True, text=True, check=True)
    return done.stdout
