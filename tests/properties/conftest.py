"""The small world of the search tests, for properties that hold for every question."""

from tests.search.conftest import ask, reading, small_world_databases, world

__all__ = ["ask", "reading", "small_world_databases", "world"]
