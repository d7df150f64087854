"""What a command opens first: settings, databases, and the viewer it runs as."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

import incidents.records  # noqa: F401  (maps every record before any is asked about)
from incidents.access.viewer import OPERATOR, Viewer
from incidents.base.errors import Refused
from incidents.base.languages import _
from incidents.db.engine import Databases, open_databases
from incidents.db.migrate import current_revision, head_revision
from incidents.db.troubles import Trouble, trouble_of
from incidents.settings import Settings, read_settings
from incidents.work.accounts import account_named, viewer_of


@contextmanager
def opened(settings: Settings | None = None, *, at_head: bool = True) -> Iterator[Databases]:
    """The databases of this installation, closed afterwards; refuses while their schema is not this release's."""
    settings = settings or read_settings()
    databases = open_databases(settings.database_url)
    try:
        if at_head:
            require_head(databases)
        yield databases
    except DBAPIError as error:
        raise said(error) from error
    finally:
        databases.close()


def said(error: DBAPIError) -> Exception:
    """A database's trouble as a sentence; a fault of the program as it is."""
    sentences = {
        Trouble.BUSY: _("The database is busy. Try again in a moment."),
        Trouble.FULL: _("The disk is full. Nothing was changed."),
        Trouble.TOO_SLOW: _("The database took too long and was stopped."),
        Trouble.UNREACHABLE: _("The database cannot be reached: %(reason)s", reason=str(error.orig).strip()),
    }
    trouble = trouble_of(error)
    return Refused(sentences[trouble]) if trouble is not None else error


def revision_of(databases: Databases) -> str | None:
    """The schema's revision, or None where there is no database at all; looking must not create a file."""
    url = databases.reader.url
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return None
    return current_revision(databases.reader)


def require_head(databases: Databases) -> None:
    """Refuse to work on a schema that is older or newer than this release."""
    current, head = revision_of(databases), head_revision()
    if current is None:
        raise Refused(_("There is no database yet. Run: incidents init"))
    if current != head:
        raise Refused(
            _(
                "The database has schema %(current)s and this release needs %(head)s. Make a backup, then run: "
                "incidents db upgrade",
                current=current,
                head=head,
            )
        )


def viewer(session: Session) -> Viewer:
    """Who this command runs as: the operator, or the account named by ``incidents --as NAME``."""
    context = click.get_current_context(silent=True)
    name = context.find_root().obj if context is not None else None
    if not name:
        return OPERATOR
    account = account_named(session, str(name))
    if account is None or account.disabled_at is not None:
        raise Refused(_("There is no open account %(name)s.", name=name))
    return viewer_of(session, account)


@contextmanager
def changing(databases: Databases) -> Iterator[tuple[Session, Viewer]]:
    """One writing transaction with its viewer, committed when the block ends well."""
    with databases.write_session() as session:
        yield session, viewer(session)
        session.commit()


@contextmanager
def reading(databases: Databases) -> Iterator[tuple[Session, Viewer]]:
    """One reading transaction with its viewer."""
    with databases.read_session() as session:
        yield session, viewer(session)
