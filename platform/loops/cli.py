"""The console script `loops`: which commands there are, and how it says what went wrong."""

import sys
from importlib import import_module
from io import TextIOWrapper

import click

# A command is imported when it is asked for: each pays for itself alone.
COMMANDS = {
    "serve": "running",
    "web": "running",
    "worker": "running",
    "migrate": "running",
    "prepare": "running",
    "tenant": "tenant",
    "key": "key",
    "webhook": "webhook",
    "domain": "domain",
    "sign-in-link": "sign_in_link",
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
        command: click.Command = getattr(
            import_module(f"loops.commands.{COMMANDS[cmd_name]}"), cmd_name.replace("-", "_")
        )
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="loops-platform")
def loops() -> None:
    """Loops: a feedback platform for many organisations, each with a board of its own."""


def main() -> None:
    """What went wrong in a way that has a name of ours is one line; anything else is a fault, and shows where."""
    if isinstance(sys.stdout, TextIOWrapper):  # a terminal may not have every letter of a tenant's name
        sys.stdout.reconfigure(errors="replace")
    try:
        sys.exit(loops(args=readable(sys.argv[1:]), prog_name="loops", standalone_mode=False))
    except click.Abort:
        sys.exit("Aborted!")
    except click.ClickException as error:
        click.echo(misused(error), err=True)
        sys.exit(error.exit_code)
    except Exception as error:
        if type(error).__module__.split(".")[0] not in OURS:
            raise
        sys.exit(f"loops: {told(error)}")


def readable(words: list[str]) -> list[str]:
    """Bytes that are no UTF-8, as any terminal shows them: no database takes them, nor would any check expect them."""
    return [word.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for word in words]


def misused(error: click.ClickException) -> str:
    """What is wrong with the words of a command; where there are none, which there may be."""
    command = getattr(error, "ctx", None)
    if command is None or isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    return f"loops: {' '.join(error.format_message().split())} See `{command.command_path} --help`."


def told(error: Exception) -> str:
    """What is wrong with each field says more than that something is."""
    details = getattr(error, "details", None) or []
    return " ".join(f"{detail['field']}: {detail['message']}" for detail in details) or str(error)


if __name__ == "__main__":
    main()
