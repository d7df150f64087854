"""What every test may ask for: a database on each engine that was chosen, and a session that leaves no trace.

A test that asks for `session`, `engine`, `databases` or `own_databases` runs once on each database of ``--db``;
one that is marked `one_database`, on the first of them alone.
"""

import sqlite3
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.support.network import forbid_outside_network

KINDS = ("sqlite", "sqlite-standard", "postgres")


def pytest_addoption(parser: pytest.Parser) -> None:
    explained = f"databases to run the database tests on, by commas: {', '.join(KINDS)} (Python's own SQLite module)"
    parser.addoption("--db", default="sqlite", help=explained)


def chosen_databases(config: pytest.Config) -> list[str]:
    """Return the databases that were asked for, or end the run when one of them is none of ours."""
    chosen = [kind.strip() for kind in config.getoption("--db").split(",") if kind.strip()]
    if not chosen or set(chosen) - set(KINDS):
        raise pytest.UsageError(f"--db takes {', '.join(KINDS)}; not {config.getoption('--db')!r}")
    return chosen


def pytest_report_header(config: pytest.Config) -> str:
    return f"databases: {', '.join(chosen_databases(config))}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" in metafunc.fixturenames:
        chosen = chosen_databases(metafunc.config)
        if metafunc.definition.get_closest_marker("one_database"):
            chosen = chosen[:1]
        metafunc.parametrize("database_kind", chosen, scope="session")


@pytest.fixture(scope="session", autouse=True)
def no_outside_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        forbid_outside_network(patch)
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as this run."""
    from tests.support import postgres

    with postgres.postgres_server() as address:
        yield address


@pytest.fixture(scope="session")
def database_maker(database_kind, request, tmp_path_factory):
    """Makes databases of the kind this test runs on: `.empty()` and `.migrated()` return an address."""
    from tests.support.databases import PostgresMaker, SqliteMaker

    with pytest.MonkeyPatch.context() as patch:
        if database_kind == "postgres":
            yield PostgresMaker(request.getfixturevalue("postgres_server"))
            return
        if database_kind == "sqlite-standard":
            patch.setattr("incidents.db.engine.sqlite_library", lambda: sqlite3)
        yield SqliteMaker(tmp_path_factory.mktemp(database_kind))


@pytest.fixture(scope="session")
def databases(database_maker):
    """The reader and writer of the one database that `session` rolls back; nothing is to be committed in it."""
    from incidents.db.engine import open_databases

    opened = open_databases(database_maker.migrated())
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def engine(databases) -> Engine:
    """The writing engine of the shared database."""
    return databases.writer


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session whose commits are real to the code and gone after the test."""
    with engine.connect() as connection, connection.begin() as outer:
        with Session(bind=connection, join_transaction_mode="create_savepoint") as session:
            yield session
        outer.rollback()


@pytest.fixture
def own_databases(database_maker):
    """A database of this test's own, for what commits, locks, kills or reads through the reader."""
    from incidents.db.engine import open_databases

    opened = open_databases(database_maker.migrated())
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def stage(database_maker, tmp_path_factory):
    """The one application that the tests of the web share; ask for `world`."""
    from tests.support.stage import set_stage

    made = set_stage(database_maker, tmp_path_factory.mktemp("stage"))
    yield made
    made.made.databases.close()


@pytest.fixture
def empty_address(database_maker) -> str:
    """The address of a database without a single table."""
    return database_maker.empty()
