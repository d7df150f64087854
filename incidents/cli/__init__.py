"""The command line: one file a command, read only when it is used, so that `incidents --help` answers at once."""

from incidents.cli.group import main

__all__ = ["main"]
