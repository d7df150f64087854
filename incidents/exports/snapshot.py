"""A consistent view of the database for as long as an export takes, which never keeps a save waiting.

PostgreSQL and SQLite in WAL mode give a reading transaction its own view. With a rollback journal, which
an older SQLite needs, a reader keeps writers out; there an export reads from a copy that is gone afterwards.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from incidents.db.engine import Databases, open_databases


@contextmanager
def snapshot(databases: Databases) -> Iterator[Session]:
    """A reading session on which nothing changes, however long it is kept."""
    if not _keeps_writers_out(databases.reader):
        with databases.read_session() as session:
            yield session
        return
    with _copy(databases) as copied, copied.read_session() as session:
        yield session


def _keeps_writers_out(engine: Engine) -> bool:
    if engine.dialect.name != "sqlite":
        return False
    with engine.connect() as connection:
        return bool(connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() != "wal")


@contextmanager
def _copy(databases: Databases) -> Iterator[Databases]:
    # Beside the database: as private as it is, and on a disk that has room for files of its size.
    beside = Path(str(databases.reader.url.database)).parent
    folder = Path(tempfile.mkdtemp(prefix=".snapshot-", dir=beside))
    try:
        path = folder / "copy.db"
        connection = databases.writer.raw_connection()
        try:
            connection.cursor().execute("VACUUM INTO ?", (str(path),))
        finally:
            connection.close()
        copied = open_databases(f"sqlite:///{path}")
        try:
            yield copied
        finally:
            copied.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
