"""`incidents import tables`: our own tables read back, from a folder, an archive or one file."""

import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from incidents.base.languages import _
from incidents.cli.opening import changing, opened, reading
from incidents.exports.text import guard
from incidents.imports.formats.tables.remarks import TablesReport, lines_of
from incidents.imports.formats.tables.run import TablesOptions, import_tables
from incidents.imports.reading import Advance
from incidents.settings import read_settings

MOST_SHOWN = 200
COLUMNS = ("file", "line", "identifier", "column", "value", "done", "question")


@click.command("tables")
@click.argument("path", metavar="FOLDER-OR-FILE", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check and report, and write nothing.")
@click.option("--team", metavar="NAME", help="The team that gets new cases; else the first one.")
@click.option(
    "--system", metavar="NAME", help="The database or list that the tables come from, if they are not from here."
)
@click.option("--encoding", metavar="NAME", help="How the letters are written, where a file is not UTF-8.")
@click.option(
    "--report", "report_file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="Write every remark into this CSV file; the terminal shows the first of them.",
)
def tables(
    path: Path, dry_run: bool, team: str | None, system: str | None, encoding: str | None, report_file: Path | None
) -> None:
    """Import tables that `incidents export` wrote, or that were prepared in a spreadsheet in the same shape.

    A folder or .zip file with incidents.csv and any of details, figures, sources, citations, places, violations,
    attributions, assessments, findings and external_ids beside it; or one of these files alone. Absent columns and
    blank cells change nothing, [clear] empties, and of every cell that is not simply taken a line is reported.

    \b
    Examples:
      incidents import tables killed.zip --dry-run
      incidents import tables figures.csv --report remarks.csv
      incidents import tables their-export/ --system "Archive of Arvand" --team "Northern desk"
    """
    settings = read_settings()
    options = TablesOptions(dry_run=dry_run, team=team, system=system, encoding=encoding)
    with opened(settings) as databases, _bar(path) as advance:
        transaction = reading(databases) if dry_run else changing(databases)
        with transaction as (session, viewer):
            report = import_tables(session, viewer, settings, path, options, advance)
    if report_file is not None:
        _write(report, report_file)
    _print(report, None if report_file is None and len(report.remarks) <= MOST_SHOWN else MOST_SHOWN)


@contextmanager
def _bar(path: Path) -> Iterator[Advance]:
    """A bar over the bytes of the tables, on a terminal only."""
    files = [path] if path.is_file() else list(path.glob("*.csv")) if path.is_dir() else []
    if not sys.stderr.isatty() or not files or path.suffix.lower() == ".zip":
        yield lambda _count: None
        return
    length = sum(file.stat().st_size for file in files)
    with click.progressbar(length=length, label=path.name, file=sys.stderr) as bar:
        yield bar.update
        bar.update(length)


def _write(report: TablesReport, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for remark in report.remarks:
            texts = (remark.file, remark.identifier, remark.column, remark.value, remark.done, remark.code)
            file, *rest = (guard(text) for text in texts)
            writer.writerow([file, remark.line, *rest])


def _print(report: TablesReport, most: int | None) -> None:
    for line in lines_of(report, most):
        click.echo(line)
    if report.dry_run:
        click.echo(_("This was a dry run: nothing was written."))
    elif report.changes_something:
        click.echo(_("Stored. New cases were given to %(team)s.", team=report.team))
    else:
        click.echo(_("Nothing was new or changed, and nothing was written."))
