"""The demonstration is loaded once for each engine; its tests only look at it."""

from types import SimpleNamespace

import pytest

from incidents.access.viewer import OPERATOR
from incidents.demo.loading import load_demonstration


@pytest.fixture(scope="session")
def world(database_maker):
    """The databases with the demonstration, what loading returned and how far its progress went."""
    from incidents.db.engine import open_databases
    from incidents.work.beginning import begin_installation

    databases, steps = open_databases(database_maker.migrated()), []
    with databases.write_session() as session:
        begin_installation(session)
        loaded = load_demonstration(session, OPERATOR, steps.append)
        session.commit()
    yield SimpleNamespace(databases=databases, loaded=loaded, advanced=sum(steps))
    databases.close()


@pytest.fixture
def looking(world):
    """A session that reads the demonstration."""
    with world.databases.read_session() as session:
        yield session
