"""Makes databases for tests: empty ones, and ones that the migrations have brought to the present."""

import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from incidents.db.engine import open_databases
from incidents.db.migrate import upgrade
from tests.support import postgres


class DatabaseMaker(Protocol):
    """Makes databases of one kind; all are gone when the run ends."""

    def empty(self) -> str:
        """Make a database without a single table and return its address."""

    def migrated(self) -> str:
        """Make a database at the head of the migrations and return its address."""


def bring_to_head(address: str) -> None:
    """Run all migrations on an empty database, as `incidents init` does."""
    databases = open_databases(address)
    try:
        upgrade(databases.writer)
    finally:
        databases.close()


@contextmanager
def rolled_back(engine: Engine) -> Iterator[Session]:
    """A session whose commits are real to the code and gone afterwards: one for each example of a property."""
    with engine.connect() as connection, connection.begin() as outer:
        with Session(bind=connection, join_transaction_mode="create_savepoint") as session:
            yield session
        outer.rollback()


class SqliteMaker:
    """Makes SQLite files in a folder; the migrations run once and their result is copied."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._numbers = folder, itertools.count(1)
        self._template: Path | None = None

    def empty(self) -> str:
        return f"sqlite:///{self._folder / f'database-{next(self._numbers)}.db'}"

    def migrated(self) -> str:
        if self._template is None:
            self._template = self._folder / "template.db"
            bring_to_head(f"sqlite:///{self._template}")
        address = self.empty()
        # Nobody has the template open, so its one file is all of it.
        shutil.copyfile(self._template, address.removeprefix("sqlite:///"))
        return address


class PostgresMaker:
    """Makes databases on one PostgreSQL server; the migrations run once and the server copies their result."""

    def __init__(self, server: str) -> None:
        self._server, self._numbers = server, itertools.count(1)
        self._template: str | None = None

    def empty(self) -> str:
        return postgres.create_database(self._server, f"test_{next(self._numbers)}")

    def migrated(self) -> str:
        if self._template is None:
            bring_to_head(postgres.create_database(self._server, "test_template"))
            self._template = "test_template"
        return postgres.create_database(self._server, f"test_{next(self._numbers)}", self._template)
