"""Each revision goes up, down and up again over a filled database, and can be stopped anywhere and tried again."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise

import pytest
from sqlalchemy import Engine

from incidents.db.engine import open_databases
from incidents.db.migrate import current_revision, downgrade, head_revision, revisions, upgrade
from tests.house.tree import ROOT
from tests.migrations.interruption import Interrupted, interrupt, stopping_after
from tests.migrations.schema import as_text, count_rows, empty, fill, schema_of

STEPS = [(below or "base", revision) for below, revision in pairwise([None, *revisions()])]


@pytest.fixture
def writer(empty_address: str) -> Iterator[Engine]:
    databases = open_databases(empty_address)
    yield databases.writer
    databases.close()


@pytest.mark.parametrize(("below", "revision"), STEPS)
def test_a_revision_goes_up_down_and_up_with_rows_in_every_table(writer: Engine, below: str, revision: str) -> None:
    assert revision is not None
    if below != "base":
        upgrade(writer, below)
        fill(writer)
    schema_below, rows_below = schema_of(writer), count_rows(writer)
    upgrade(writer, revision)
    schema_above = schema_of(writer)
    assert as_text(schema_above) != as_text(schema_below)
    kept = {table: count for table, count in count_rows(writer).items() if table in rows_below}
    assert kept | {"alembic_version": 1} == rows_below | {"alembic_version": 1}, "going up loses no row"
    fill(writer)
    filled = count_rows(writer)
    assert all(filled.values()), "the test must have rows in every table"
    go_down_or_refuse(writer, below, set(filled) - set(rows_below) or set(filled))
    assert as_text(schema_of(writer)) == as_text(schema_below)
    kept = {table: count for table, count in count_rows(writer).items() if table != "alembic_version"}
    assert all(kept.values()), "going down empties no table that stays"
    upgrade(writer, revision)
    assert as_text(schema_of(writer)) == as_text(schema_above)
    assert current_revision(writer) == revision


def go_down_or_refuse(writer: Engine, below: str, lost: set[str]) -> None:
    """Go down; a step that would lose what people recorded refuses, changes nothing and names the backup.

    Once the tables that it takes away hold nothing any more, it goes.
    """
    schema, rows, refusal = schema_of(writer), count_rows(writer), ""
    try:
        downgrade(writer, below)
    except RuntimeError as error:
        refusal = str(error)
    if refusal:
        assert "backup" in refusal
        assert (schema_of(writer), count_rows(writer)) == (schema, rows)
        empty(writer, lost)
        downgrade(writer, below)


def test_the_way_back_to_nothing_refuses_while_there_is_something(writer: Engine) -> None:
    upgrade(writer)
    fill(writer)
    with pytest.raises(RuntimeError, match="backup"):
        downgrade(writer, "base")
    assert all(count_rows(writer).values())
    assert current_revision(writer) == head_revision(), "the later steps down were undone too"


def test_going_up_twice_changes_nothing(writer: Engine) -> None:
    upgrade(writer)
    fill(writer)
    before = schema_of(writer), count_rows(writer)
    upgrade(writer)
    assert (schema_of(writer), count_rows(writer)) == before


# ---- stopped halfway


@pytest.fixture(scope="module")
def count(database_maker) -> int:
    """How many operations all revisions have together."""
    databases = open_databases(database_maker.empty())
    with stopping_after(0, interrupt) as done:
        upgrade(databases.writer)
    databases.close()
    return len(done)


def test_a_migration_that_fails_anywhere_leaves_nothing_and_can_be_tried_again(writer: Engine, count: int) -> None:
    assert count > 50
    # Every operation on SQLite; on PostgreSQL, whose server undoes all of it alike, the first, the last and some.
    step = 1 if writer.dialect.name == "sqlite" else 13
    for number in sorted({*range(1, count + 1, step), count}):
        with pytest.raises(Interrupted), stopping_after(number, interrupt):
            upgrade(writer)
        assert (schema_of(writer), current_revision(writer)) == ({}, None), f"something stayed of {number} operations"
    upgrade(writer)
    assert current_revision(writer) == head_revision()


def test_a_way_down_that_fails_anywhere_leaves_everything(writer: Engine) -> None:
    upgrade(writer)
    before = as_text(schema_of(writer))
    with stopping_after(0, interrupt) as done:
        downgrade(writer, "base")
    upgrade(writer)
    for number in sorted({*range(1, len(done) + 1, 13), len(done)}):
        with pytest.raises(Interrupted), stopping_after(number, interrupt):
            downgrade(writer, "base")
        assert as_text(schema_of(writer)) == before
        assert current_revision(writer) == head_revision()


def migrating(address: str, stop_after: int = 0) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-m", "tests.migrations.interruption", address, str(stop_after)]
    return subprocess.Popen(words, cwd=ROOT, stderr=subprocess.PIPE)


@pytest.mark.parametrize("share", [0.01, 0.5, 1.0])
def test_a_migration_that_is_killed_leaves_nothing_and_can_be_tried_again(
    writer: Engine, empty_address: str, count: int, share: float
) -> None:
    killed = migrating(empty_address, max(1, round(count * share)))
    assert killed.wait(60) == -9
    assert killed.stderr is not None
    killed.stderr.close()
    assert (schema_of(writer), current_revision(writer)) == ({}, None)
    if writer.dialect.name == "sqlite":
        with writer.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    upgrade(writer)
    fill(writer)
    assert current_revision(writer) == head_revision()


def test_two_processes_that_migrate_at_once_do_it_once(writer: Engine, empty_address: str) -> None:
    both = [migrating(empty_address), migrating(empty_address)]
    for process in both:
        _, told = process.communicate(timeout=60)
        assert process.returncode == 0, told.decode()
    assert current_revision(writer) == head_revision()
