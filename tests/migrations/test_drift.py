"""The migrations make what the records declare: the same tables, columns, types, constraints and indexes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from incidents.db.base import Record
from incidents.db.engine import Databases, open_databases
from incidents.db.migrate import current_revision, head_revision, upgrade
from incidents.paths import MIGRATIONS
from tests.migrations.schema import TEXT_INDEX, as_text, count_rows, fill, schema_of, schema_seen_by, without_text_index


@pytest.fixture
def declared(empty_address: str) -> Iterator[Engine]:
    """A database made from the records themselves, which no installation ever is."""
    databases = open_databases(empty_address)
    Record.metadata.create_all(databases.writer)
    yield databases.writer
    databases.close()


def test_the_migrations_make_what_the_records_declare(engine: Engine, declared: Engine) -> None:
    made, wanted = without_text_index(schema_of(engine)), schema_of(declared)
    assert made.keys() == wanted.keys()
    for table, items in wanted.items():
        assert made[table] == items, f"{table}: write a migration"


def test_the_text_index_is_made_by_its_migration_alone(engine: Engine) -> None:
    assert TEXT_INDEX in schema_of(engine)
    assert TEXT_INDEX not in Record.metadata.tables


# ---- and the comparison sees each kind of drift

EITHER = [
    "ALTER TABLE figure ADD COLUMN extra TEXT",
    "ALTER TABLE figure DROP COLUMN calculation",
    "DROP INDEX ix_incident_temporal_type",
    "CREATE INDEX ix_extra ON figure (low)",
    "CREATE TABLE extra (id INTEGER)",
    "DROP TABLE throttle",
]
POSTGRES = [
    "ALTER TABLE figure ALTER COLUMN low TYPE BIGINT",
    "ALTER TABLE figure ALTER COLUMN low SET NOT NULL",
    "ALTER TABLE figure ALTER COLUMN low SET DEFAULT 0",
    "ALTER TABLE external_id DROP CONSTRAINT ck_external_id_one_record",
    "ALTER TABLE figure ADD CONSTRAINT ck_figure_low CHECK (low >= 0)",
    "ALTER TABLE external_id DROP CONSTRAINT uq_external_id_system_value_record_type",
    "ALTER TABLE figure DROP CONSTRAINT fk_figure_citation_id_citation",
    "ALTER TABLE figure RENAME CONSTRAINT fk_figure_citation_id_citation TO fk_other",
]
# On SQLite each of these would be a rebuild of the table; here only its text is altered.
SQLITE = [
    ("figure", "low INTEGER", "low BIGINT"),
    ("figure", "low INTEGER", "low INTEGER NOT NULL"),
    ("figure", "low INTEGER", "low INTEGER DEFAULT 0"),
    ("figure", "AUTOINCREMENT", ""),
    ("external_id", "ELSE 1 END) = 1", "ELSE 1 END) = 2"),
    ("external_id", "UNIQUE (system, value, record_type)", "UNIQUE (system, value)"),
    ("figure", "ON DELETE CASCADE", ""),
    ("figure", "fk_figure_citation_id_citation", "fk_other"),
]


@pytest.mark.parametrize("number", range(len(EITHER) + len(SQLITE)))
def test_every_kind_of_drift_is_seen(engine: Engine, number: int) -> None:
    with engine.connect() as connection, connection.begin() as transaction:
        before = as_text(schema_seen_by(connection))
        if number < len(EITHER):
            connection.execute(text(EITHER[number]))
        elif connection.dialect.name == "postgresql":
            connection.execute(text(POSTGRES[number - len(EITHER)]))
        else:
            table, old, new = SQLITE[number - len(EITHER)]
            connection.exec_driver_sql("PRAGMA writable_schema = ON")
            words = "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?"
            connection.exec_driver_sql(words, (old, new, table))
            connection.exec_driver_sql("PRAGMA writable_schema = OFF")
        assert as_text(schema_seen_by(connection)) != before
        transaction.rollback()
    assert as_text(schema_of(engine)) == before


# ---- what a later revision may do wrong

REVISION = '''"""A revision of a test."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    {body}


def downgrade() -> None:
    pass
'''


@pytest.fixture
def with_revision(own_databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A filled database, and a function that upgrades it by one more revision with this body."""
    fill(own_databases.writer)

    def run(*body: str) -> Engine:
        folder = tmp_path / "migrations"
        shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        text = REVISION.format(head=head_revision(), body="\n    ".join(body))
        (folder / "versions" / "20990101_0000_9999_a_test.py").write_text(text)
        monkeypatch.setattr("incidents.db.migrate.MIGRATIONS", folder)
        upgrade(own_databases.writer)
        return own_databases.writer

    return run


def test_rebuilding_a_table_keeps_what_hangs_on_it(own_databases: Databases, with_revision) -> None:
    before = count_rows(own_databases.writer)
    writer = with_revision(
        "with op.batch_alter_table('incident') as batch:",
        "    batch.alter_column('graphic', nullable=True)",  # which SQLite can only do by copying the table
    )
    assert current_revision(writer) == "9999"
    assert count_rows(writer) == before, "a rebuilt parent must not take its parts with it"


def test_foreign_keys_are_on_again_after_a_migration(own_databases: Databases, with_revision) -> None:
    writer = with_revision("op.add_column('figure', sa.Column('extra', sa.Text()))")
    with pytest.raises(IntegrityError), writer.begin() as connection:
        connection.execute(text("INSERT INTO team_member (team_id, account_id) VALUES (999, 999)"))


def test_a_revision_that_leaves_rows_pointing_nowhere_is_undone(own_databases: Databases, with_revision) -> None:
    before = count_rows(own_databases.writer)
    with pytest.raises((RuntimeError, IntegrityError)) as refused:
        with_revision("op.execute('DELETE FROM actor WHERE id = 2')")
    if own_databases.writer.dialect.name == "sqlite":
        assert "point nowhere" in str(refused.value)
    assert count_rows(own_databases.writer) == before
    assert current_revision(own_databases.writer) != "9999"


def test_a_revision_that_fails_leaves_nothing(own_databases: Databases, with_revision) -> None:
    before = as_text(schema_of(own_databases.writer))
    with pytest.raises(ZeroDivisionError):
        with_revision("op.create_table('extra', sa.Column('id', sa.Integer))", "1 / 0")
    assert as_text(schema_of(own_databases.writer)) == before
    assert current_revision(own_databases.writer) != "9999"
