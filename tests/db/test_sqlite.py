"""SQLite in both its forms: the package's own library and the module that comes with Python."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pysqlite3
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from incidents.db import engine
from incidents.db.engine import Databases, durability_fault, open_databases, sqlite_library, wal_is_safe
from incidents.db.migrate import upgrade
from incidents.ledger.chain import verify
from incidents.records import Incident
from incidents.records.picture import picture
from tests.support.factories import make_figure, make_incident, store

LIBRARIES = [sqlite3, pysqlite3]
Opener = Callable[[ModuleType], Databases]


@pytest.fixture
def opened_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """Opens one and the same file with either library."""
    opened: list[Databases] = []

    def open_by(library: ModuleType) -> Databases:
        monkeypatch.setattr(engine, "sqlite_library", lambda: library)
        opened.append(open_databases(f"sqlite:///{tmp_path / 'incidents.db'}"))
        return opened[-1]

    yield open_by
    for databases in opened:
        databases.close()


def pragma(databases: Databases, name: str, *, of_reader: bool = False) -> object:
    with (databases.reader if of_reader else databases.writer).connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


@pytest.mark.parametrize("library", LIBRARIES, ids=["standard", "package"])
class TestEitherLibrary:
    """What holds with the one as with the other."""

    def test_it_migrates_records_and_keeps_its_ledger(self, opened_by: Opener, library: ModuleType) -> None:
        databases = opened_by(library)
        assert databases.writer.dialect.dbapi.sqlite_version == library.sqlite_version  # type: ignore[union-attr]
        upgrade(databases.writer)
        with databases.write_session() as session:
            incident = make_incident({"en": "Strike", "ar": "غارة"}, occurred="2017-04-04", attack_methods=["siege"])
            make_figure(incident, low=83, rule_params={"deep": [1, None]})
            store(session, incident)
            session.commit()
            written = picture(incident)
        with databases.read_session() as session:
            assert picture(session.query(Incident).one()) == written
            assert verify(session).whole

    def test_it_is_durable(self, opened_by: Opener, library: ModuleType) -> None:
        databases = opened_by(library)
        wal = wal_is_safe(library.sqlite_version_info)
        for of_reader in (True, False):
            assert pragma(databases, "journal_mode", of_reader=of_reader) == ("wal" if wal else "truncate")
            assert pragma(databases, "synchronous", of_reader=of_reader) == (2 if wal else 3)
        assert durability_fault(databases.writer) is None

    def test_it_erases_what_is_deleted_and_waits_when_busy(self, opened_by: Opener, library: ModuleType) -> None:
        databases = opened_by(library)
        for of_reader in (True, False):
            assert pragma(databases, "secure_delete", of_reader=of_reader) == 1
            assert pragma(databases, "busy_timeout", of_reader=of_reader) == 10_000
            assert pragma(databases, "foreign_keys", of_reader=of_reader) == 1
            assert pragma(databases, "query_only", of_reader=of_reader) == int(of_reader)

    def test_it_keeps_foreign_keys(self, opened_by: Opener, library: ModuleType) -> None:
        databases = opened_by(library)
        upgrade(databases.writer)
        with pytest.raises(IntegrityError), databases.writer.begin() as connection:
            connection.execute(text("INSERT INTO incident_team (incident_id, team_id) VALUES (1, 1)"))

    def test_a_failing_transaction_leaves_nothing(self, opened_by: Opener, library: ModuleType) -> None:
        databases = opened_by(library)
        with suppress(OperationalError), databases.writer.begin() as connection:
            connection.execute(text("CREATE TABLE left_over (id INTEGER)"))
            connection.execute(text("SELECT * FROM no_such_table"))
        with databases.reader.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one() == 0

    def test_it_finds_words_in_the_text_index(self, opened_by: Opener, library: ModuleType) -> None:
        databases = opened_by(library)
        upgrade(databases.writer)
        with databases.writer.begin() as connection:
            connection.execute(text("INSERT INTO incident_text (rowid, words, bare) VALUES (1, 'غاره جويه', '')"))
        with databases.reader.connect() as connection:
            found = text("SELECT rowid FROM incident_text WHERE incident_text MATCH 'غاره'")
            assert connection.execute(found).scalar_one() == 1

    @pytest.mark.parametrize("reader_first", [True, False])
    def test_it_opens_what_the_other_library_wrote(
        self, opened_by: Opener, library: ModuleType, reader_first: bool
    ) -> None:
        other = next(one for one in LIBRARIES if one is not library)
        before = opened_by(other)
        upgrade(before.writer)
        with before.write_session() as session:
            store(session, make_incident())
            session.commit()
        before.close()
        databases = opened_by(library)
        if reader_first:
            with databases.read_session() as session:
                assert session.query(Incident).count() == 1
        with databases.write_session() as session:
            store(session, make_incident())
            session.commit()
        with databases.read_session() as session:
            assert session.query(Incident).count() == 2
            assert verify(session).rows == 2
        assert pragma(databases, "integrity_check") == "ok"


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 44, 7), True),
        ((3, 45, 0), False),
        ((3, 45, 9), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((3, 53, 4), True),
        ((4, 0, 0), True),
    ],
)
def test_wal_is_used_on_releases_without_the_race_alone(version: tuple[int, int, int], safe: bool) -> None:
    assert wal_is_safe(version) is safe


def test_the_package_is_preferred_and_the_standard_module_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sqlite_library() is pysqlite3
    monkeypatch.setitem(__import__("sys").modules, "pysqlite3", None)  # as where no wheel of it installs
    assert sqlite_library() is sqlite3
