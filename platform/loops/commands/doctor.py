"""doctor: what is wrong with an installation, and what to mend."""

import asyncio
from collections.abc import Iterator

import click

from loops.commands import checks
from loops.commands.answering import Answer, tell
from loops.commands.checks import Finding
from loops.environment import WrongSetting
from loops.processes import embedded
from loops.processes.disk import UnusableFolder
from loops.settings import Settings

SHOWN = {"ok": ("ok", "green"), "warn": ("warn", "yellow"), "fail": ("FAIL", "red")}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document, for scripts.")
def doctor(as_json: bool) -> None:
    """Look for what is wrong, and say what to mend.

    Looks at settings, database, schema, clock, Redis, DNS and disk. Exits 1 if anything fails; what only warns does
    not stop Loops.
    """
    found = list(findings())
    well = all(one.state != "fail" for one in found)
    tell(Answer({"ok": well, "checks": [one._asdict() for one in found]}, map(line, found)), as_json)
    raise SystemExit(0 if well else 1)


def findings() -> Iterator[Finding]:
    try:
        settings = Settings.load()
    except (WrongSetting, UnusableFolder) as wrong:
        yield Finding("settings", "fail", str(wrong))
        return
    yield Finding("settings", "ok", f"boards live at {settings.link_scheme}://<slug>.{settings.apex}")
    yield from of_the_database(settings)
    yield asyncio.run(checks.redis(settings))
    yield asyncio.run(checks.dns(settings))
    yield checks.disk(settings)


def of_the_database(settings: Settings) -> list[Finding]:
    try:
        with embedded.database(settings) as url:
            return asyncio.run(checks.database(url))
    except (embedded.EmbeddedError, embedded.FolderInUse, UnusableFolder) as error:
        return [Finding("database", "fail", str(error))]


def line(found: Finding) -> str:
    word, color = SHOWN[found.state]
    return f"{click.style(f'{word:4}', fg=color)}  {found.check:8}  {found.said}"
