"""A world exported as tables comes back in an empty database, and is the same when it is exported again."""

from incidents.db.engine import open_databases
from tests.imports.tables.conftest import bring_in, differences, export_tables, give_a_team
from tests.support.world import small_world


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
