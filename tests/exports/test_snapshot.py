"""An export sees one state of the database, and never keeps a save waiting."""

from pathlib import Path

from incidents.access.viewer import OPERATOR
from incidents.exports.snapshot import snapshot
from incidents.search.criteria import Criteria
from incidents.search.query import count
from tests.support.factories import make_incident, store


def record(databases) -> None:
    with databases.write_session() as session:
        store(session, make_incident())
        session.commit()


def test_a_save_goes_through_while_an_export_reads_and_the_export_does_not_see_it(own_databases) -> None:
    record(own_databases)
    with snapshot(own_databases) as reading:
        assert count(reading, Criteria(), OPERATOR) == 1
        record(own_databases)
        assert count(reading, Criteria(), OPERATOR) == 1
    with snapshot(own_databases) as reading:
        assert count(reading, Criteria(), OPERATOR) == 2


def test_a_copy_is_gone_afterwards(own_databases) -> None:
    with snapshot(own_databases) as reading:
        count(reading, Criteria(), OPERATOR)
    if own_databases.reader.dialect.name == "sqlite":
        folder = Path(str(own_databases.reader.url.database)).parent
        assert not list(folder.glob(".snapshot-*"))
