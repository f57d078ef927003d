"""serve, web, worker, migrate: what runs Loops."""

import asyncio
from typing import Any

import click

from loops import environment
from loops.processes import lifeline
from loops.settings import Settings

# Imports wait for their command: each pays for itself alone.


@click.command()
@click.option("--host", help="The address to listen on (LOOPS_HOST).")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on (LOOPS_PORT).")
@click.option("--workers", type=click.IntRange(1, 64), metavar="N", help="Web worker processes (LOOPS_WEB_WORKERS).")
@click.option("--no-worker", is_flag=True, help="Without the worker that sends deliveries.")
def serve(host: str | None, port: int | None, workers: int | None, no_worker: bool) -> None:
    """Run everything: the web, a worker, and the PostgreSQL and Redis that no URL is set for."""
    from loops.processes import supervisor

    given: dict[str, Any] = {"host": host, "port": port, "web_workers": workers}
    said = {name: value for name, value in given.items() if value is not None}
    variables = {environment.variable(name): str(value) for name, value in said.items()}
    supervisor.serve(Settings.load(**said), variables, worker=not no_worker)


@click.command()
def web() -> None:
    """Run the web alone: LOOPS_WEB_WORKERS workers at LOOPS_HOST:LOOPS_PORT."""
    settings = settled()
    from loops.processes import port
    from loops.processes.web import serve_web

    if not settings.parent_pid:  # `loops serve` has looked
        port.refuse_taken(settings.host, settings.port)
    serve_web(settings)


@click.command()
def worker() -> None:
    """Run a worker alone, which sends deliveries."""
    settings = settled()
    from loops.processes import embedded
    from loops.processes.worker import work

    with embedded.database(settings):
        work(settings)


@click.command()
def migrate() -> None:
    """Bring the database to the newest schema; safe to run from several places at once."""
    from loops import db
    from loops.processes import embedded

    with embedded.database(settled(needs_key=False)) as url:
        for name in asyncio.run(db.migrate(url)):
            click.echo(f"applied {name}")


@click.command(hidden=True)
def prepare() -> None:
    """What `loops serve` does before the web starts: the newest schema and, on the first run, a board to try."""
    settings = settled()
    from loops.processes import embedded

    with embedded.database(settings):
        asyncio.run(prepared(settings))


async def prepared(settings: Settings) -> None:
    from loops import db
    from loops.commands.demo_board import first_run

    await db.migrate(settings.database_url)
    if settings.embedded:
        for line in await first_run(settings):
            click.echo(line)


def settled(**given: Any) -> Settings:
    """The settings; and if a `loops serve` is our parent, we end with it."""
    settings = Settings.load(**given)
    if settings.parent_pid:
        lifeline.end_with_parent(settings.parent_pid)
    return settings
