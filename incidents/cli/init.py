"""`incidents init`: everything that an empty data folder needs; what exists stays as it is."""

import click

from incidents.base.errors import Refused
from incidents.base.languages import _
from incidents.cli.opening import opened
from incidents.db.engine import Databases
from incidents.db.migrate import current_revision, head_revision, upgrade
from incidents.settings import Settings, make_home, read_settings
from incidents.work.beginning import begin_installation


@click.command("init")
def command() -> None:
    """Make the data folder, its secret key, the database and the first account.

    Running it again changes nothing that is there.

    \b
    Example:
      INCIDENTS_HOME=~/cases incidents init
    """
    settings = read_settings()
    with opened(settings, at_head=False) as databases:
        initialise(settings, databases)
    click.echo(f"Ready in {settings.home}. Next: incidents serve")


def initialise(settings: Settings, databases: Databases) -> bool:
    """Bring an empty data folder to life; says whether there was anything to do. `incidents demo` begins with it."""
    make_home(settings)
    current = current_revision(databases.writer)
    if current is None:
        upgrade(databases.writer)
    elif current != head_revision():
        raise Refused(_("There is a database of another release. Make a backup, then run: incidents db upgrade"))
    with databases.write_session() as session:
        begun = begin_installation(session)
        session.commit()
    return begun
