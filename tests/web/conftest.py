"""What a test of the web floor may ask for."""

import pytest

from tests.support.web import World, make_world


@pytest.fixture
def world(own_databases, tmp_path) -> World:
    """An application with accounts of every role, on a database of this test's own."""
    return make_world(own_databases, tmp_path / "home")
