"""`incidents import places`: the gazetteer, from files of OCHA, GeoNames or a table that says what it holds."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from incidents.base.errors import Refused
from incidents.base.languages import _
from incidents.cli.opening import changing, opened, reading
from incidents.imports.formats.gazetteer.recognising import FORMATS
from incidents.imports.formats.gazetteer.report import lines_of_places
from incidents.imports.formats.gazetteer.run import PlacesOptions, import_places
from incidents.imports.reading import Advance
from incidents.settings import read_settings


@click.command("places")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "--format", "wanted", type=click.Choice(FORMATS), default="auto", show_default=True, help="Refuse any other format."
)
@click.option("--edition", metavar="YYYY-MM-DD", help="The day from which the codes are valid, if no file says it.")
@click.option("--country", metavar="XX", help="Only places of this country, from a GeoNames dump of many.")
@click.option("--dry-run", is_flag=True, help="Check and report, and write nothing.")
def places(files: tuple[Path, ...], wanted: str, edition: str | None, country: str | None, dry_run: bool) -> None:
    """Import places of the gazetteer, with their names, codes, outlines and what they lie in.

    Takes OCHA's administrative units, capitals and neighbourhoods as CSV or GeoJSON, GeoNames as a dump or table, and
    tables with the columns code, name_en, name_ar, level, parent, lat, lon. Several files are read as one. Places are
    found again by their codes, never by their names; the same files change nothing.

    \b
    Example:
      incidents import places syr_admin1.geojson syr_admin2.geojson syr_admin3.geojson SY.txt --dry-run
    """
    options = PlacesOptions(
        format=wanted, edition=_day(edition), country=country.upper() if country else None, dry_run=dry_run
    )
    with opened(read_settings()) as databases, _bar(files) as advance:
        transaction = reading(databases) if dry_run else changing(databases)
        with transaction as (session, viewer):
            report = import_places(session, viewer, files, options, advance)
    for line in lines_of_places(report):
        click.echo(line)
    if dry_run:
        click.echo(_("This was a dry run: nothing was written."))
    elif report.changes_something:
        click.echo(_("Stored. Everybody sees these places."))
    else:
        click.echo(_("Nothing was new or changed, and nothing was written."))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused(_("“%(text)s” is no day. Write it as 2020-12-17.", text=text)) from None


@contextmanager
def _bar(files: tuple[Path, ...]) -> Iterator[Advance]:
    """A bar over the bytes of all files, on a terminal only."""
    if not sys.stderr.isatty() or not all(file.is_file() for file in files):
        yield lambda _count: None
        return
    length = sum(file.stat().st_size for file in files)
    with click.progressbar(length=length, label=files[0].name, file=sys.stderr) as bar:
        yield bar.update
        bar.update(length)
