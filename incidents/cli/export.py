"""`incidents export`: the answer to a question as files, with a manifest that a copy can be checked by."""

import sys
from pathlib import Path

import click

from incidents.answers.summed import summed
from incidents.base.errors import Refused
from incidents.base.languages import LANGUAGES, _, say_number
from incidents.cli.opening import opened, viewer
from incidents.exports.formats import FORMATS, format_called
from incidents.exports.formats.format import Options
from incidents.exports.manifest import encoded
from incidents.exports.order import Made, Order, make
from incidents.exports.placing import OneFile, Stream, target_for
from incidents.exports.snapshot import snapshot
from incidents.exports.tables import ALL, TABLES, chosen
from incidents.search.criteria import Criteria
from incidents.search.language import parse
from incidents.settings import read_settings


@click.command("export")
@click.argument("question", default="")
@click.option("--format", "format_code", type=click.Choice(list(FORMATS)), default="csv", show_default=True)
@click.option(
    "--table", type=click.Choice([*TABLES, ALL]), default="incidents", show_default=True,
    help="One row for each of these; with “all”, every table, into a folder or a .zip file.",
)
@click.option(
    "--language", type=click.Choice(list(LANGUAGES)), help="Headings in words of this language, instead of names."
)
@click.option("--bom", is_flag=True, help="Begin with a byte-order mark, which some spreadsheets want.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
    help="Where to; FILE.manifest.json is written beside it. Without it, the table goes to the terminal.",
)
@click.option(
    "--manifest", "manifest_file", type=click.Path(path_type=Path), metavar="FILE",
    help="Where the manifest goes, when the table goes to the terminal.",
)
@click.option("--as", "name", metavar="NAME", help="Export what this account may see, not all that the operator may.")
@click.pass_context
def command(
    context: click.Context, question: str, format_code: str, table: str, language: str | None, bom: bool,
    output: Path | None, manifest_file: Path | None, name: str | None,
) -> None:
    """Write the answer to a QUESTION into a file, with a manifest beside it. No question means all cases.

    The manifest holds the question, the state of the ledger, counts, totals, a codebook of the columns and the hash
    of each file. `incidents verify FILE` tells whether a copy is whole.

    \b
    Examples:
      incidents export 'date:2017' --format csv -o out.csv
      incidents export 'sarin OR chlorine' --table figures -o figures.csv
      incidents export 'killed:>=50' --table all -o killed.zip
    """  # fmt: skip
    if name:
        context.find_root().obj = name
    if output is None and table == ALL:
        raise Refused(_("Several tables need a place: name a folder or a .zip file with -o."))
    criteria, settings = understood(question), read_settings()
    with opened(settings) as databases, snapshot(databases) as session:
        options = Options(language, bom)
        order = Order(question, criteria, viewer(session), chosen(table), format_called(format_code), options, summed)
        target = target_for(output, table == ALL) if output else Stream(sys.stdout.buffer)
        made = make(session, settings, order, target)
    if output is not None:
        _tell(made, output, target)
    elif manifest_file is not None:
        manifest_file.write_bytes(encoded(made.manifest))


def understood(question: str) -> Criteria:
    """Read a question; refuse one that was only half understood, for its export would be mistaken for the answer."""
    parsed = parse(question)
    if parsed.problems:
        raise Refused(" ".join(problem.message for problem in parsed.problems))
    return parsed.criteria


def _tell(made: Made, output: Path, target: object) -> None:
    for written in made.files:
        click.echo(_("%(name)s: %(rows)s rows", name=written.name, rows=say_number(written.rows)))
    manifest = target.manifest_path if isinstance(target, OneFile) else output
    click.echo(_("Check a copy with: incidents verify %(path)s", path=output if manifest != output else manifest))
