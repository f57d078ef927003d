"""The console script `loops`: which commands there are, and how it says what went wrong."""

import sys
from importlib import import_module

import click

# A command is imported when it is asked for: the supervisor stays small, and each pays for itself alone.
COMMANDS = {
    "serve": "running",
    "web": "running",
    "worker": "running",
    "migrate": "running",
    "tenant": "tenant",
    "key": "key",
    "webhook": "webhook",
    "demo": "demo",
    "doctor": "doctor",
}
OURS = ("loops", "loops_tenants")


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"loops.commands.{COMMANDS[cmd_name]}"), cmd_name)
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="loops-platform")
def loops() -> None:
    """Loops: a feedback platform for many organisations, each with a board of its own."""


def main() -> None:
    """What went wrong in a way that has a name of ours is one line; anything else is a fault, and shows where."""
    try:
        loops(prog_name="loops")
    except Exception as error:
        if type(error).__module__.split(".")[0] not in OURS:
            raise
        sys.exit(f"loops: {error}")


if __name__ == "__main__":
    main()
