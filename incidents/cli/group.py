"""The command `incidents`: the list of its commands, and how refusals are said at a terminal."""

import importlib
import sys
from collections.abc import Sequence
from typing import Any

import click

# A line for each command, so that listing them loads none of them.
COMMANDS = {
    "init": "Make the data folder, its secret key, the database and the first account.",
    "serve": "Serve the pages on this machine.",
    "demo": "Load a demonstration world to look at.",
    "import": "Import a published list of events.",
    "search": "Ask a question and print the cases that answer it.",
    "figures": "Print what the sources of a case state, and what each rule makes of it.",
    "questions": "List what looks wrong, and look for more by rule.",
    "instruments": "List laws and orders, or show one with its procedure and cases.",
    "aggregates": "List what bodies counted over many events.",
    "export": "Write the answer to a question into a file, with a manifest.",
    "account": "Let people in: add, list, change, close; passwords and one-time addresses.",
    "db": "Look after the database: upgrade, status, backup, rebuild the search.",
    "doctor": "Say whether all is well with this installation.",
    "verify": "Check the ledger, or an exported file, and name the first thing that is wrong.",
}


class Commands(click.Group):
    """A group that reads a command's file when the command is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Read the file of a command."""
        if cmd_name not in COMMANDS:
            return None
        name = "import_" if cmd_name == "import" else cmd_name
        command: click.Command = importlib.import_module(f"incidents.cli.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        """Run a command; what is refused is said in one sentence, with exit status 2."""
        try:
            return super().main(args, *rest, **options)
        except Exception as error:
            from incidents.base.errors import Refused

            if not isinstance(error, Refused):
                raise
            click.echo(f"incidents: {error}", err=True)
            sys.exit(2)


@click.group(
    "incidents",
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with: incidents demo, then: incidents serve",
)
@click.option("--as", "name", metavar="NAME", help="Act as this account, with its rights, instead of as the operator.")
@click.version_option(package_name="incidents", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context, name: str | None) -> None:
    """A database of documented human-rights violations.

    Every command works on the data folder that INCIDENTS_HOME names, or ~/.incidents.
    """
    context.obj = name
