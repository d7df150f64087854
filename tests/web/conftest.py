"""What a test of the web floor may ask for."""

from collections.abc import Iterator

import pytest

from tests.support.web import World, make_world


@pytest.fixture
def world(stage) -> Iterator[World]:
    """An application with accounts of every role; its database is this test's own, the application is shared."""
    yield stage.world()
    stage.go_back()


@pytest.fixture
def own_world(own_databases, tmp_path) -> World:
    """An application of this test's own, for what changes the application itself."""
    return make_world(own_databases, tmp_path / "home")


__all__ = ["own_world", "world"]
