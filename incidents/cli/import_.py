"""`incidents import`: a published list, checked as a whole and stored in one transaction or not at all."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from incidents.base.languages import _
from incidents.cli.import_places import places
from incidents.cli.import_tables import tables
from incidents.cli.opening import changing, opened, reading
from incidents.imports.reading import Advance
from incidents.imports.report import Report, lines_of
from incidents.imports.run import Options, import_ucdp
from incidents.records import Incident
from incidents.records.root import Root
from incidents.settings import read_settings


@click.group("import")
def command() -> None:
    """Import a published list of events, places for the gazetteer, or our own tables.

    \b
    Example:
      incidents import ucdp ged231.csv --dry-run
    """


command.add_command(places)
command.add_command(tables)


@command.command("ucdp")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check and report, and write nothing.")
@click.option("--team", metavar="NAME", help="The team that gets the cases; else the first one.")
@click.option(
    "--release", metavar="TEXT", help="The release of the data set, such as 23.1; else as the file's name says."
)
@click.option("--encoding", metavar="NAME", help="How the letters are written, where the file is not UTF-8.")
def ucdp(file: Path, dry_run: bool, team: str | None, release: str | None, encoding: str | None) -> None:
    """Import events of UCDP GED from a CSV file, compressed (.gz) or not.

    Every event becomes a case with its place, sides, figures and sources. Events that are here already are compared:
    the same file changes nothing, and a later release leaves its changes in the history of each case.

    \b
    Example:
      incidents import ucdp ged231.csv --release 23.1 --team "Northern desk"
    """
    settings = read_settings()
    prefixes: dict[type[Root], str] = {Incident: settings.code_prefix}
    options = Options(dry_run=dry_run, team=team, release=release, encoding=encoding, prefixes=prefixes)
    with opened(settings) as databases, _bar(file, 1 if dry_run else 2) as advance:
        transaction = reading(databases) if dry_run else changing(databases)
        with transaction as (session, viewer):
            report = import_ucdp(session, viewer, file, options, advance)
    _print(report)


@contextmanager
def _bar(file: Path, times: int) -> Iterator[Advance]:
    """A bar over the bytes of the file, on a terminal only."""
    if not sys.stderr.isatty() or not file.is_file():
        yield lambda _count: None
        return
    length = file.stat().st_size * times
    with click.progressbar(length=length, label=file.name, file=sys.stderr) as bar:
        yield bar.update
        bar.update(length)


def _print(report: Report) -> None:
    for line in lines_of(report):
        click.echo(line)
    if report.dry_run:
        click.echo(_("This was a dry run: nothing was written."))
    elif report.changes_something:
        click.echo(_("Stored, and given to %(team)s.", team=report.team))
    else:
        click.echo(_("Nothing was new or changed, and nothing was written."))
