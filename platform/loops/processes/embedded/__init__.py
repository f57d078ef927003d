"""PostgreSQL and Valkey as children, from wheels, for a machine that has neither."""

import contextlib
import time
from collections.abc import Iterator

from loops.processes.embedded.folder import DataFolder, FolderInUse
from loops.processes.embedded.postgres import Postgres
from loops.processes.embedded.valkey import Valkey, answers
from loops.processes.places import POSTGRES_SOCKET, EmbeddedError, valkey_program
from loops.settings import Settings

__all__ = [
    "DataFolder",
    "EmbeddedError",
    "FolderInUse",
    "Postgres",
    "Servers",
    "Valkey",
    "as_served",
    "claimed",
    "database",
    "started",
]

Servers = list[Postgres | Valkey]


@contextlib.contextmanager
def claimed(settings: Settings) -> Iterator[DataFolder | None]:
    """The data folder, ours for the length of this; none where every server is somebody else's."""
    if not (settings.embedded or settings.embedded_redis):
        yield None
        return
    folder = DataFolder(settings.data_dir)
    folder.claim()
    try:
        yield folder
    finally:
        folder.release()


@contextlib.contextmanager
def started(settings: Settings, folder: DataFolder | None) -> Iterator[Servers]:
    """Start what no URL is set for; gives the children, which need a moment until they answer."""
    children = _wanted(settings, folder) if folder else []
    try:
        for child in children:
            child.start()
        yield children
    finally:
        for child in reversed(children):
            child.stop()


def _wanted(settings: Settings, folder: DataFolder) -> Servers:
    program = valkey_program()
    valkey = [Valkey(folder, program)] if settings.embedded_redis and program else []
    return [*([Postgres(folder)] if settings.embedded else []), *valkey]


@contextlib.contextmanager
def database(settings: Settings, patience: float = 30) -> Iterator[str]:
    """For a command: the URL that is set, that of a running `loops serve`, or of one started for it alone."""
    if not settings.embedded:
        yield settings.database_url
        return
    folder, deadline = DataFolder(settings.data_dir), time.monotonic() + patience
    while time.monotonic() < deadline:
        for way in (_started, _joined):
            with way(folder) as there:
                if there:
                    yield settings.database_url
                    return
        time.sleep(0.05)
    raise FolderInUse(f"another `loops` uses {folder.home}, but its PostgreSQL does not answer: see its log there")


def as_served(settings: Settings) -> Settings:
    """Inside `database`, for links: with the port of the `loops serve` whose servers these are, unless one is set."""
    if not settings.embedded or "port" in settings.model_fields_set:
        return settings
    port = DataFolder(settings.data_dir).served_at
    return settings.model_copy(update={"port": port}) if port else settings


@contextlib.contextmanager
def _started(folder: DataFolder) -> Iterator[bool]:
    try:
        folder.claim(patience=0)
    except FolderInUse:
        yield False
        return
    postgres = Postgres(folder)
    try:
        postgres.start()
        postgres.wait_ready()
        yield True
    finally:
        with folder.without_guests():
            postgres.stop()
        folder.release()


@contextlib.contextmanager
def _joined(folder: DataFolder) -> Iterator[bool]:
    with folder.as_guest() as welcome:
        yield welcome and answers(folder.run / POSTGRES_SOCKET)
