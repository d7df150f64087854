"""A world exported as tables comes back in an empty database, and is the same when it is exported again."""

from pathlib import Path

from incidents.db.engine import open_databases
from tests.imports.tables.conftest import bring_in, export_tables, give_a_team, read_rows
from tests.support.world import small_world

# What the program works out anew, or decides here.
OURS = {"incidents": {"n_open_issues"}, "details": {"workflow_status"}}
TABLES = ("incidents", "details", "figures", "sources", "citations", "places", "violations", "external_ids",
          "attributions", "assessments")  # fmt: skip


def differences(left: Path, right: Path) -> list[tuple[str, ...]]:
    """Every cell in which two exports differ, with what both have."""
    found: list[tuple[str, ...]] = []
    for table in TABLES:
        first, second = read_rows(left / f"{table}.csv"), read_rows(right / f"{table}.csv")
        if len(first) != len(second):
            found.append((table, str(len(first)), str(len(second))))
        for one, other in zip(first, second, strict=False):
            found += [
                (table, one.get("code", ""), name, one[name], other[name])
                for name in one
                if one[name] != other[name] and name not in OURS.get(table, ())
            ]
    return found


def test_documented_cases_come_back_as_they_were(own_databases, database_maker, tmp_path) -> None:
    with own_databases.write_session() as session:
        small_world(session)
        session.commit()
        before = export_tables(session, tmp_path / "before")
    other = open_databases(database_maker.migrated())
    with other.write_session() as session:
        give_a_team(session)
        report = bring_in(session, before)
        session.commit()
        assert report.cases["new"] == 6
        found = differences(before, export_tables(session, tmp_path / "after"))
        assert not found, "\n".join(map(str, found))
        again = bring_in(session, before)
        assert not again.changes_something
    other.close()
