"""`incidents verify`: whether the ledger is whole."""

import re

import click

from incidents.cli.opening import opened, reading
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
@click.option("--expect", type=Position(), help="A number and hash noted earlier, which must still be there.")
def command(expect: tuple[int, str] | None) -> None:
    """Check the ledger, and name the first thing that is wrong.

    The ledger can be cut or rewritten as a whole by whoever holds the database. Note the head that this
    prints somewhere else, and give it with --expect the next time: then even that is found.

    \b
    Examples:
      incidents verify
      incidents verify --expect 4711:0f3a…
    """
    with opened() as databases, reading(databases) as (session, _viewer):
        found = verify(session, expect)
    if found.whole:
        click.echo(f"The ledger is whole: {found.rows} changes, head {found.rows}:{found.head}")
        return
    click.echo(f"The ledger is not whole. First bad change: {found.bad_seq}: {found.reason}", err=True)
    click.get_current_context().exit(1)
