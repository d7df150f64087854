"""The small world, made once for a database kind, and asked through the reader that pages use."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.orm import Session

from incidents.db.engine import open_databases
from incidents.search.language import parse
from incidents.search.query import count, matching
from tests.support.small_world import SmallWorld, make_small_world


@pytest.fixture(scope="session")
def small_world_databases(database_maker):
    opened = open_databases(database_maker.migrated())
    with opened.write_session() as session:
        world = make_small_world(session)
        session.commit()
    yield opened, world
    opened.close()


@pytest.fixture
def world(small_world_databases) -> SmallWorld:
    """The cases by name."""
    return small_world_databases[1]


@pytest.fixture
def reading(small_world_databases) -> Iterator[Session]:
    """A session that can only read."""
    with small_world_databases[0].read_session() as session:
        yield session


@pytest.fixture
def ask(world: SmallWorld, reading: Session) -> Callable[..., set[str]]:
    """Asks a typed question and returns the short names of the cases that answer it."""

    def asked(question: str, viewer: str = "operator") -> set[str]:
        parsed = parse(question)
        assert not parsed.problems, parsed.problems
        numbers = list(reading.scalars(matching(parsed.criteria, world.viewers[viewer])))
        assert count(reading, parsed.criteria, world.viewers[viewer]) == len(numbers) == len(set(numbers))
        return world.names(numbers)

    return asked
