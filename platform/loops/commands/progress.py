"""How far long work has come: a bar on stderr, where somebody is looking."""

import sys
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

import click


class Bar(Protocol):
    def update(self, n_steps: int) -> None: ...


class NoBar:
    def update(self, n_steps: int) -> None:
        pass


def progress(length: int, label: str) -> AbstractContextManager[Bar]:
    if not sys.stderr.isatty():
        return nullcontext(NoBar())
    return click.progressbar(length=length, label=label, file=sys.stderr)
