"""`incidents verify`: whether the ledger is whole, or the copy of an export."""

import re
from pathlib import Path

import click

from incidents.base.languages import _, ngettext
from incidents.cli.opening import opened, reading
from incidents.exports.verify import verify_export
from incidents.ledger.chain import verify


class Position(click.ParamType[tuple[int, str]]):
    """A number and a hash of the ledger, as `incidents verify` prints them."""

    name = "SEQ:HASH"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, str]:
        """Read ``12:0123…``."""
        found = re.fullmatch(r"(\d{1,12}):([0-9a-f]{64})", str(value))
        if found is None:
            self.fail(f"{value} is no number and hash such as 12:0f3a… (64 letters and figures).", param, ctx)
        return int(found[1]), found[2]


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--expect", type=Position(), help="A number and hash noted earlier, which must still be there.")
def command(file: Path | None, expect: tuple[int, str] | None) -> None:
    """Check the ledger, and name the first thing that is wrong; with FILE, check an exported file instead.

    The ledger can be cut or rewritten as a whole by whoever holds the database. Note the head that this
    prints somewhere else, and give it with --expect the next time: then even that is found.

    FILE is an exported file, folder or archive, or its manifest. Checking it needs no database.

    \b
    Examples:
      incidents verify
      incidents verify --expect 4711:0f3a…
      incidents verify out.csv
    """
    if file is not None:
        _verify_file(file)
        return
    with opened() as databases, reading(databases) as (session, _viewer):
        found = verify(session, expect)
    if found.whole:
        click.echo(f"The ledger is whole: {found.rows} changes, head {found.rows}:{found.head}")
        return
    click.echo(f"The ledger is not whole. First bad change: {found.bad_seq}: {found.reason}", err=True)
    click.get_current_context().exit(1)


def _verify_file(file: Path) -> None:
    found = verify_export(file)
    if found.whole:
        checked = ngettext("%(num)s file", "%(num)s files", found.files, num=found.files)
        said = _("%(file)s is whole: %(files)s, ledger position %(seq)s", file=file, files=checked, seq=found.position)
        click.echo(said)
        return
    click.echo(_("%(file)s is not whole.", file=file), err=True)
    for difference in found.differences:
        click.echo(f"  {difference}", err=True)
    click.get_current_context().exit(1)
