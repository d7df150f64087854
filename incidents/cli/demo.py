"""`incidents demo`: a demonstration world to look at, in a data folder that need not exist yet."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from incidents.base.languages import _
from incidents.cli.init import initialise
from incidents.cli.opening import changing, opened
from incidents.demo.loading import load_demonstration, steps
from incidents.imports.reading import Advance
from incidents.settings import read_settings


@click.command("demo")
def command() -> None:
    """Load a demonstration world to look at.

    It holds documented cases from published sources, and invented ones that show every kind of value. An empty
    data folder is initialised first; a database that holds cases already is left alone. Everything is loaded, or
    nothing.

    \b
    Example:
      INCIDENTS_HOME=~/demo incidents demo
    """
    settings = read_settings()
    with opened(settings, at_head=False) as databases:
        initialise(settings, databases)
        with _bar() as advance, changing(databases) as (session, viewer):
            loaded = load_demonstration(session, viewer, advance, prefix=settings.code_prefix)
    click.echo(
        _(
            "Loaded %(documented)s documented and %(invented)s invented cases into %(folder)s. Next: incidents serve",
            documented=loaded.documented,
            invented=loaded.invented,
            folder=settings.home,
        )
    )


@contextmanager
def _bar() -> Iterator[Advance]:
    """A bar over the steps of loading, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _count: None
        return
    with click.progressbar(length=steps(), label=_("Loading the demonstration"), file=sys.stderr) as bar:
        yield bar.update
