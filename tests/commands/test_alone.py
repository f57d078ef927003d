"""A command is imported when it is asked for, and needs nothing that another has imported before it."""

import subprocess

import pytest

from console import Console
from loops.cli import COMMANDS

ONE_OF_EACH_MODULE = {module: command for command, module in COMMANDS.items()}.values()


@pytest.mark.parametrize("command", ONE_OF_EACH_MODULE)
def test_a_command_starts_by_itself(loops: Console, command: str) -> None:
    with loops.start(command, "--help", stdout=subprocess.PIPE) as started:
        out, _ = started.communicate()
    assert (started.returncode, out.startswith(f"Usage: loops {command} ")) == (0, True)
