"""`incidents db`: the schema, copies that can be trusted, and the text index."""

from pathlib import Path

import click

from incidents.base.errors import Refused
from incidents.base.languages import _
from incidents.cli.opening import changing, opened, revision_of
from incidents.db.backup import back_up
from incidents.db.migrate import head_revision, upgrade
from incidents.settings import read_settings
from incidents.work.room import require_room


@click.group("db")
def command() -> None:
    """Look after the database: upgrade, status, backup, rebuild the search.

    \b
    Examples:
      incidents db backup cases-monday.db
      incidents db upgrade
    """


@command.command("status")
def status() -> None:
    """Say which schema the database has, and whether this release knows it."""
    with opened(at_head=False) as databases:
        current, head = revision_of(databases), head_revision()
        name = databases.reader.url.render_as_string(hide_password=True)
    click.echo(f"{name}\nschema: {current or 'none'}; this release: {head}")
    if current != head:
        click.echo("Next: incidents init" if current is None else "Next: a backup, then incidents db upgrade")
        click.get_current_context().exit(1)


@command.command("upgrade")
def upgrade_() -> None:
    """Bring the schema to this release: all of it or, if anything fails, none. Make a backup first."""
    settings = read_settings()
    with opened(settings, at_head=False) as databases:
        before = revision_of(databases)
        if before is None:
            raise Refused(_("There is no database yet. Run: incidents init"))
        require_room(settings.home)
        upgrade(databases.writer)
    click.echo("Nothing to do." if before == head_revision() else f"Upgraded from {before} to {head_revision()}.")


@command.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write a whole and checked copy of the database to FILE, while others go on working.

    The secret key and the evidence folder are not in it: copy the data folder for those.
    """
    with opened(at_head=False) as databases:
        if revision_of(databases) is None:
            raise Refused(_("There is no database yet. Run: incidents init"))
        back_up(databases, file)
    click.echo(f"{file}: {file.stat().st_size / 2**20:,.1f} MB, opened and checked.")


@command.command("rebuild-search")
def rebuild_search() -> None:
    """Derive the text index and the effective figures anew from the records."""
    from incidents.search.derived import refresh_all

    with opened() as databases, changing(databases) as (session, _viewer):
        refresh_all(session)
    click.echo("The search is rebuilt.")
