"""PostgreSQL and Valkey as children, from wheels, for a machine that has neither."""

import contextlib
import dataclasses
import time
from collections.abc import Callable, Iterator

from loops.processes.embedded.folder import POSTGRES_SOCKET, DataFolder, FolderInUse
from loops.processes.embedded.postgres import Postgres
from loops.processes.embedded.valkey import Valkey, answers
from loops.processes.places import EmbeddedError, valkey_program
from loops.settings import Settings

__all__ = ["EmbeddedError", "FolderInUse", "Postgres", "Valkey", "database", "servers"]

Servers = list[Postgres | Valkey]


@contextlib.contextmanager
def servers(settings: Settings, cancelled: Callable[[], bool]) -> Iterator[tuple[Settings, Servers]]:
    """Start what no URL is set for; gives the settings with the URLs filled in, and the children."""
    if settings.database_url and settings.redis_url:
        yield settings, []
        return
    folder = DataFolder(settings.data_dir)
    folder.claim()
    children: Servers = []
    try:
        settings = _start(settings, folder, children)
        for child in children:
            child.wait_ready(cancelled) if isinstance(child, Postgres) else child.wait_ready()
        yield settings, children
    finally:
        for child in reversed(children):
            child.stop()
        folder.release()


def _start(settings: Settings, folder: DataFolder, children: Servers) -> Settings:
    program = valkey_program()
    if not settings.database_url:
        children.append(postgres := Postgres(folder))
        settings = dataclasses.replace(settings, database_url=postgres.url)
    if not settings.redis_url and program:
        children.append(valkey := Valkey(folder, program))
        settings = dataclasses.replace(settings, redis_url=valkey.url)
    for child in children:
        child.start()
    return settings


@contextlib.contextmanager
def database(settings: Settings) -> Iterator[str]:
    """For a command: the configured URL, that of a running `loops serve`, or one started for it alone."""
    if settings.database_url:
        yield settings.database_url
        return
    folder = DataFolder(settings.data_dir)
    postgres = Postgres(folder)
    if not _claim_or_join(folder):
        yield postgres.url
        return
    try:
        postgres.start()
        postgres.wait_ready()
        yield postgres.url
    finally:
        postgres.stop()
        folder.release()


def _claim_or_join(folder: DataFolder, limit: float = 30) -> bool:
    """True: we are the owner. False: somebody else is, and their PostgreSQL answers."""
    deadline = time.monotonic() + limit
    while True:
        try:
            folder.claim(patience=0)
            return True
        except FolderInUse:
            if answers(folder.run / POSTGRES_SOCKET):
                return False
            if time.monotonic() > deadline:
                raise
        time.sleep(0.05)
