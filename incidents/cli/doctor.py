"""`incidents doctor`: one line for each thing that must be well, and a status that a script can read."""

import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

import click

from incidents.base.errors import Refused
from incidents.base.languages import _
from incidents.cli.opening import opened, revision_of
from incidents.db.base import Record
from incidents.db.engine import Databases, durability_fault, sqlite_library, wal_is_safe
from incidents.db.fields import check_every_column_is_classified
from incidents.db.migrate import current_revision, head_revision
from incidents.ledger.chain import verify
from incidents.settings import Settings, read_settings
from incidents.work.room import LOW_WATER, free_bytes

PACKAGES = ("incidents", "sqlalchemy", "alembic", "flask", "argon2-cffi", "waitress")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what, what was found, and whether it is well."""

    what: str
    found: str
    well: bool = True


@click.command("doctor")
@click.option("--quick", is_flag=True, help="Leave the ledger's rows unread.")
def command(quick: bool) -> None:
    """Say whether all is well with this installation; exit status 1 when something is not.

    \b
    Example:
      incidents doctor
    """
    settings = read_settings()
    with opened(settings, at_head=False) as databases:
        if revision_of(databases) is None:
            raise Refused(_("There is no database yet. Run: incidents init"))
        findings = list(examine(settings, databases, quick=quick))
    for finding in findings:
        click.echo(f"{'ok  ' if finding.well else 'LOOK'} {finding.what}: {finding.found}")
    if not all(finding.well for finding in findings):
        click.get_current_context().exit(1)


def examine(settings: Settings, databases: Databases, *, quick: bool = False) -> Iterator[Finding]:
    """Everything that the command looks at."""
    named = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    yield Finding("Versions", f"Python {platform.python_version()}, {named}")
    yield _engine(databases)
    yield _durability(databases)
    current, head = current_revision(databases.reader), head_revision()
    yield Finding("Schema", f"{current or 'none'}, this release needs {head}", current == head)
    yield _refused(
        "Columns", "every one says who may see it", lambda: check_every_column_is_classified(Record.metadata)
    )
    yield _refused("Secret key", "there, and for this user only", settings.secret_key)
    free = free_bytes(settings.home if settings.home.is_dir() else settings.home.parent)
    yield Finding("Disk", f"{free / 2**30:,.1f} GB free", free >= LOW_WATER)
    if current == head and not quick:
        with databases.read_session() as session:
            verdict = verify(session)
        words = f"{verdict.rows} changes, head {verdict.rows}:{verdict.head}"
        yield Finding(
            "Ledger", words if verdict.whole else f"change {verdict.bad_seq}: {verdict.reason}", verdict.whole
        )


def _engine(databases: Databases) -> Finding:
    with databases.writer.connect() as connection:
        if databases.writer.dialect.name != "sqlite":
            found = connection.exec_driver_sql("SHOW server_version").scalar_one()
            return Finding("Database", f"PostgreSQL {found}")
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    library = sqlite_library()
    safe = wal_is_safe(library.sqlite_version_info)
    words = f"SQLite {library.sqlite_version} ({library.__name__}), journal {mode}"
    return Finding("Database", words, safe or mode != "wal")


def _durability(databases: Databases) -> Finding:
    fault = durability_fault(databases.writer)
    return Finding("Durability", fault or "a confirmed save survives a power cut", fault is None)


def _refused(what: str, well: str, check: Callable[[], object]) -> Finding:
    try:
        check()
    except Refused as refused:
        return Finding(what, str(refused), False)
    return Finding(what, well)
