"""The two engines: transactions of our own, a reader that cannot write, and writers that lose nothing."""

import multiprocessing
import os
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError
from sqlalchemy.orm import Session

from incidents.base.errors import BadSetting
from incidents.db.engine import Databases, durability_fault, open_databases
from incidents.records import Incident, Throttle
from tests.support.factories import make_incident, make_throttle, store

PROCESSES, TURNS = 4, 25


@pytest.fixture
def is_sqlite(own_databases: Databases) -> bool:
    return own_databases.writer.dialect.name == "sqlite"


# ---- transactions


def test_statements_before_a_failure_are_undone_tables_too(own_databases: Databases) -> None:
    with suppress(DBAPIError), own_databases.writer.begin() as connection:
        connection.execute(text("CREATE TABLE left_over (id INTEGER)"))
        connection.execute(text("INSERT INTO left_over VALUES (1)"))
        connection.execute(text("SELECT * FROM no_such_table"))
    with pytest.raises(DBAPIError), own_databases.writer.connect() as connection:
        connection.execute(text("SELECT * FROM left_over"))


def test_a_transaction_begins_when_it_says_so(own_databases: Databases, is_sqlite: bool) -> None:
    with own_databases.writer.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        connection.execute(text("SELECT 1"))
        assert raw.in_transaction if is_sqlite else raw.info.transaction_status.name == "INTRANS"
        connection.rollback()
        assert not raw.in_transaction if is_sqlite else raw.info.transaction_status.name == "IDLE"


def test_a_savepoint_undoes_its_part_alone(own_databases: Databases) -> None:
    with own_databases.write_session() as session:
        session.add(make_throttle("kept"))
        with session.begin_nested() as savepoint:
            session.add(make_throttle("undone"))
            session.flush()
            savepoint.rollback()
        session.commit()
    with own_databases.read_session() as session:
        assert list(session.scalars(select(Throttle.key))) == ["kept"]


def test_what_a_session_commits_inside_a_rolled_back_connection_is_gone(engine: Engine) -> None:
    for _turn in range(2):
        with engine.connect() as connection, connection.begin() as outer:
            with Session(bind=connection, join_transaction_mode="create_savepoint") as session:
                assert session.get(Throttle, "leaked") is None, "the turn before left its row"
                session.add(make_throttle("leaked"))
                session.commit()
            outer.rollback()


# ---- the reader


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO throttle (key, tokens, at) VALUES ('a', 1, 1)",
        "UPDATE ledger_head SET seq = 9",
        "DELETE FROM ledger_head",
        "CREATE TABLE extra (id INTEGER)",
        "DROP TABLE throttle",
    ],
)
def test_a_reader_cannot_write(own_databases: Databases, statement: str) -> None:
    with own_databases.read_session() as session, pytest.raises((OperationalError, InternalError)) as refused:
        session.execute(text(statement))
    words = str(refused.value).lower()
    assert "readonly" in words or "read-only" in words
    with own_databases.read_session() as session:
        assert session.execute(text("SELECT seq FROM ledger_head")).scalar_one() == 0


def test_a_reader_sees_one_state_from_beginning_to_end(own_databases: Databases) -> None:
    count = text("SELECT count(*) FROM incident")
    with own_databases.read_session() as reader:
        assert reader.execute(count).scalar_one() == 0
        if own_databases.writer.dialect.name == "sqlite" and not is_wal(own_databases):
            return  # with a rollback journal the writer waits for the reader instead
        with own_databases.write_session() as writer:
            store(writer, make_incident())
            writer.commit()
        assert reader.execute(count).scalar_one() == 0, "a page must not show two states"
        reader.rollback()
        assert reader.execute(count).scalar_one() == 1


def is_wal(databases: Databases) -> bool:
    with databases.writer.connect() as connection:
        return bool(connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal")


def test_a_read_session_writes_nothing_by_itself(own_databases: Databases) -> None:
    with own_databases.read_session() as session:
        session.add(make_throttle())
        assert session.scalars(select(Throttle)).all() == [], "reading does not flush"


def test_a_read_that_takes_too_long_ends(database_maker) -> None:
    databases = open_databases(database_maker.empty(), seconds_for_a_read=0.2)
    try:
        if databases.reader.dialect.name == "sqlite":
            with databases.read_session() as session:
                assert session.execute(text("SELECT 1")).scalar_one() == 1, (
                    "SQLite has no such limit, and asks for none"
                )
            return
        began = time.perf_counter()
        with databases.read_session() as session, pytest.raises(OperationalError, match="statement timeout"):
            session.execute(text("SELECT pg_sleep(20)"))
        assert time.perf_counter() - began < 10
        with databases.writer.connect() as connection:
            assert connection.exec_driver_sql("SHOW statement_timeout").scalar_one() == "0", "imports take their time"
    finally:
        databases.close()


# ---- writers


def add_in_turns(address: str, turns: int, standard: bool) -> None:
    """Add one to a counter, many times, as a worker of its own process."""
    if standard:
        import sqlite3

        import incidents.db.engine

        incidents.db.engine.sqlite_library = lambda: sqlite3
    databases = open_databases(address)
    for _turn in range(turns):
        with databases.write_session() as session:
            row = session.get(Throttle, "counter", with_for_update=True)
            assert row is not None
            row.tokens += 1
            session.commit()


def test_four_processes_that_add_to_one_counter_lose_nothing(own_databases: Databases, database_kind: str) -> None:
    with own_databases.write_session() as session:
        session.add(make_throttle("counter", tokens=0))
        session.commit()
    address = own_databases.writer.url.render_as_string(hide_password=False)
    new_process = multiprocessing.get_context("spawn")
    arguments = address, TURNS, database_kind == "sqlite-standard"
    processes = [new_process.Process(target=add_in_turns, args=arguments) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
        assert process.exitcode == 0
    with own_databases.read_session() as session:
        assert session.get(Throttle, "counter").tokens == PROCESSES * TURNS


def test_a_second_writer_waits_for_the_first(own_databases: Databases) -> None:
    with own_databases.write_session() as session:
        session.add(make_throttle("counter", tokens=0))
        session.commit()
    order: list[str] = []
    first = own_databases.write_session()
    first.get(Throttle, "counter", with_for_update=True)

    def second() -> None:
        with own_databases.write_session() as session:
            row = session.get(Throttle, "counter", with_for_update=True)
            order.append(f"second sees {row.tokens:.0f}")

    waiting = threading.Thread(target=second)
    waiting.start()
    time.sleep(0.3)
    first.get(Throttle, "counter").tokens = 1
    order.append("first commits")
    first.commit()
    first.close()
    waiting.join(20)
    assert order == ["first commits", "second sees 1"]


def test_a_writer_on_sqlite_says_at_once_that_it_writes(own_databases: Databases, is_sqlite: bool) -> None:
    with own_databases.writer.connect() as one, own_databases.writer.connect() as other:
        one.execute(text("SELECT 1"))
        if not is_sqlite:  # PostgreSQL locks rows, and two writers meet at one row alone
            assert other.execute(text("SELECT 1")).scalar_one() == 1
            return
        other.connection.driver_connection.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(OperationalError, match="locked"):
            other.execute(text("SELECT 1"))
        with own_databases.reader.connect() as reader:
            assert reader.execute(text("SELECT count(*) FROM incident")).scalar_one() == 0, "readers go on"


def test_a_writer_that_is_killed_loses_what_it_had_not_committed_and_nothing_else(own_databases: Databases) -> None:
    address = own_databases.writer.url.render_as_string(hide_password=False)
    new_process = multiprocessing.get_context("spawn")
    heard, told = new_process.Pipe(duplex=False)
    process = new_process.Process(target=write_until_killed, args=(address, told))
    process.start()
    told.close()
    confirmed = [heard.recv() for _ in range(20)]
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join(20)
    while heard.poll():
        try:
            confirmed.append(heard.recv())
        except EOFError:
            break
    with own_databases.read_session() as session:
        stored = list(session.scalars(select(Incident.code).order_by(Incident.id)))
        assert stored[: len(confirmed)] == confirmed
        assert len(stored) <= len(confirmed) + 1, "at most the one whose confirmation was on its way"


def write_until_killed(address: str, told: "multiprocessing.connection.Connection") -> None:  # type: ignore[name-defined]
    """Commit one case after the other and say so each time."""
    databases = open_databases(address)
    while True:
        with databases.write_session() as session:
            code = store(session, make_incident()).code
            session.commit()
        told.send(code)


# ---- durability


def test_a_database_that_could_lose_a_save_is_named(own_databases: Databases, is_sqlite: bool) -> None:
    if is_sqlite:
        assert durability_fault(own_databases.writer) is None
        return
    name = own_databases.writer.url.database
    with own_databases.writer.begin() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    own_databases.close()
    assert "synchronous_commit" in (durability_fault(own_databases.writer) or "")
    with own_databases.writer.begin() as connection:
        connection.execute(text(f"ALTER DATABASE {name} RESET synchronous_commit"))
    own_databases.close()
    # The server of the tests runs without fsync on purpose, which is the next thing to be found.
    assert "fsync" in (durability_fault(own_databases.writer) or "")


class Server:
    """A PostgreSQL that answers SHOW, for settings that cannot be changed while it runs."""

    def __init__(self, **settings: str) -> None:
        self.settings = {"synchronous_commit": "on", "fsync": "on", "full_page_writes": "on", **settings}
        self.dialect = type("Dialect", (), {"name": "postgresql"})

    def connect(self) -> "Server":
        return self

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None: ...

    def exec_driver_sql(self, statement: str) -> "Server":
        self.asked = statement.removeprefix("SHOW ")
        return self

    def scalar_one(self) -> str:
        return self.settings[self.asked]


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ({}, None),
        ({"synchronous_commit": "remote_apply"}, None),
        ({"synchronous_commit": "local"}, None),
        ({"synchronous_commit": "off"}, "synchronous_commit"),
        ({"fsync": "off"}, "fsync"),
        ({"full_page_writes": "off"}, "full_page_writes"),
    ],
)
def test_each_setting_of_postgresql_that_loses_saves_is_found(settings: dict[str, str], fault: str | None) -> None:
    found = durability_fault(Server(**settings))  # type: ignore[arg-type]
    assert (found is None) if fault is None else (fault in (found or ""))


# ---- addresses


@pytest.mark.parametrize("address", ["mysql://localhost/incidents", "oracle://localhost", "duckdb:///a.db"])
def test_another_kind_of_database_is_refused_with_a_sentence(address: str) -> None:
    with pytest.raises(BadSetting, match="must begin with sqlite: or postgresql:"):
        open_databases(address)


def test_postgresql_is_reached_by_the_one_driver_we_test_with() -> None:
    for address in ("postgresql://localhost/incidents", "postgresql+psycopg://localhost/incidents"):
        databases = open_databases(address)
        assert databases.writer.url.drivername == "postgresql+psycopg"


def test_closing_lets_go_of_the_file(database_maker) -> None:
    address = database_maker.migrated()
    databases = open_databases(address)
    with databases.read_session() as session:
        session.execute(text("SELECT 1"))
    with databases.write_session() as session:
        store(session, make_incident())
        session.commit()
    databases.close()
    if address.startswith("sqlite"):
        path = Path(address.removeprefix("sqlite:///"))
        assert not path.with_name(path.name + "-wal").exists(), "the journal is gone when the last connection is"
